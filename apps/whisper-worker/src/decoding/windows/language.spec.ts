import { smallTokenizer } from '../../../test/small-tokenizer';
import type { WhisperGraphs } from '../graphs/whisper-graphs';
import type { WhisperTokenizer } from '../tokenizer/whisper-tokenizer';
import { detectLanguage, knownLanguage } from './language';

const MULTILINGUAL = 51_865;

describe('the language of what is said', () => {
  let tokenizer: WhisperTokenizer;

  beforeAll(async () => {
    tokenizer = await smallTokenizer();
  });

  /** A model whose files name these languages; the second of the tokenizer's languages is the likeliest one. */
  function modelWith(languageIds: readonly number[], vocabulary = MULTILINGUAL): WhisperGraphs {
    const logits = new Float32Array(vocabulary);
    tokenizer.languageTokens.forEach((token, at) => (logits[token] = at === 1 ? 3 : 1));
    logits[0] = 9;
    return {
      layout: { languageIds, vocabulary },
      startDecoding: () => ({ prompt: async () => logits }),
    } as unknown as WhisperGraphs;
  }

  it('is one of all that the tokenizer knows', () =>
    expect(tokenizer.languageTokens.map((token) => tokenizer.languageCode(token))).toEqual(['en', 'zh', 'de', 'ja']));

  it('is the likeliest of those that the files of the model name', async () => {
    const [english, , german] = tokenizer.languageTokens;
    const { code, probability } = await detectLanguage(modelWith([english!, german!]), tokenizer, {});
    expect([code, probability]).toEqual(['en', 0.5]);
  });

  it('is the likeliest of all where the files name none', async () => {
    const { code, probability } = await detectLanguage(modelWith([]), tokenizer, {});
    expect(code).toBe('zh');
    expect(probability).toBeCloseTo(Math.exp(3) / (Math.exp(3) + 3 * Math.exp(1)), 5);
  });

  it('may be given, if the model knows it', () => {
    const [, , german] = tokenizer.languageTokens;
    expect(knownLanguage('de', modelWith([german!]), tokenizer)).toEqual({ code: 'de', probability: 1 });
    expect(() => knownLanguage('ja', modelWith([german!]), tokenizer)).toThrow('this model knows no language ja');
  });

  it('may be any that the tokenizer knows, where the files name none', () => {
    expect(knownLanguage('ja', modelWith([]), tokenizer)).toEqual({ code: 'ja', probability: 1 });
    expect(() => knownLanguage('xx', modelWith([]), tokenizer)).toThrow('this model knows no language xx');
  });

  it('is not one of the marks, though they look alike', () =>
    expect(() => knownLanguage('transcribe', modelWith([]), tokenizer)).toThrow('knows no language transcribe'));

  it('is English for a model that knows nothing else', () => {
    const english = modelWith([], MULTILINGUAL - 1);
    expect(knownLanguage(undefined, english, tokenizer)).toEqual({ code: 'en', probability: 1 });
    expect(() => knownLanguage('de', english, tokenizer)).toThrow('knows English only');
  });
});
