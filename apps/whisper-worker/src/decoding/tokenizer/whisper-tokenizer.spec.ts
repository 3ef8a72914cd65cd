import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import answers from '../../../test/fixtures/faster-whisper.json';
import { smallTokenizer } from '../../../test/small-tokenizer';
import { TokenBytes } from './byte-pairs';
import { splitWords } from './split-words';
import { WhisperTokenizer } from './whisper-tokenizer';

describe("Whisper's tokenizer", () => {
  let tokenizer: WhisperTokenizer;

  beforeAll(async () => {
    tokenizer = await smallTokenizer();
  });

  it.each(answers.encodings)('cuts $text into the tokens of the tokenizers library', ({ text, tokens }) =>
    expect(tokenizer.encode(text)).toEqual(tokens),
  );

  it.each(answers.encodings)('gives $text back', ({ text, tokens }) => expect(tokenizer.decode(tokens)).toBe(text));

  it('takes what looks like a special token for text', () => {
    const tokens = tokenizer.encode('<|endoftext|>');
    expect(tokens).not.toContain(tokenizer.special.endOfText);
    expect(tokenizer.decode(tokens)).toBe('<|endoftext|>');
  });

  it('leaves special tokens and timestamps out of the text', () => {
    const { startOfTranscript, firstTimestamp, endOfText } = tokenizer.special;
    const text = tokenizer.encode('Hi');
    expect(tokenizer.decode([startOfTranscript, firstTimestamp, ...text, firstTimestamp + 50, endOfText])).toBe('Hi');
  });

  it('shows half a character as U+FFFD', () => {
    const tokens = tokenizer.encode('😀');
    expect(tokenizer.decode(tokens.slice(0, -1))).toBe('\ufffd');
  });

  it('knows the tokens of languages', () => {
    const token = tokenizer.languageToken('ja')!;
    expect(tokenizer.languageCode(token)).toBe('ja');
    expect(tokenizer.languageToken('xx')).toBeUndefined();
  });

  it.each(answers.splits)('splits $language text $tokens into the words of faster-whisper', (split) => {
    const tokens = [...split.tokens, tokenizer.special.endOfText];
    expect(splitWords(tokenizer, tokens, split.language)).toEqual(split.words);
  });

  it('refuses the tokenizer of another model', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'switchyard-tokenizer-'));
    try {
      const path = join(directory, 'tokenizer.json');
      const file = { model: { vocab: { a: 0 }, merges: [] }, added_tokens: [{ id: 1, content: '<|endoftext|>' }] };
      await writeFile(path, JSON.stringify(file));
      await expect(WhisperTokenizer.load(path)).rejects.toThrow('none of a Whisper model');
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

describe('the bytes of tokens', () => {
  it('are those of their words, none where the vocabulary has no word', () => {
    const bytes = new TokenBytes({ Ġab: 0, c: 2 });
    expect([0, 1, 2, 3, 7].map((token) => bytes.of(token).toString())).toEqual([' ab', '', 'c', '', '']);
  });
});
