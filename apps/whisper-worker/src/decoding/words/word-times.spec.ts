import answers from '../../../test/fixtures/faster-whisper.json';
import { smallTokenizer } from '../../../test/small-tokenizer';
import { ENCODED_FRAMES, HEAD_SIZE } from '../graphs/whisper-layout';
import type { HeardWindow, WhisperGraphs } from '../graphs/whisper-graphs';
import type { WhisperTokenizer } from '../tokenizer/whisper-tokenizer';
import { attentionWeights } from './attention';
import { WordTimes } from './word-times';

/** Heads of one layer, made up as in test/fixtures/faster-whisper.py; a decoder's queries are divided by the root of 64. */
const HEADS = 3;
const queriesOf = (rows: number): Float32Array =>
  Float32Array.from({ length: rows * HEADS * HEAD_SIZE }, (_, at) => {
    const [row, head, channel] = [
      Math.floor(at / (HEADS * HEAD_SIZE)),
      Math.floor(at / HEAD_SIZE) % HEADS,
      at % HEAD_SIZE,
    ];
    return (4 * Math.sin(row * (0.37 + 0.11 * head) + channel * 0.9)) / Math.sqrt(HEAD_SIZE);
  });
const keys = Float32Array.from({ length: HEADS * ENCODED_FRAMES * HEAD_SIZE }, (_, at) => {
  const [head, frame, channel] = [
    Math.floor(at / (ENCODED_FRAMES * HEAD_SIZE)),
    Math.floor(at / HEAD_SIZE) % ENCODED_FRAMES,
    at % HEAD_SIZE,
  ];
  return 2 * Math.sin(frame * 0.05 + head + channel * 0.9);
});

describe('times of words', () => {
  let tokenizer: WhisperTokenizer;

  beforeAll(async () => {
    tokenizer = await smallTokenizer();
  });

  /** Attends as above, and gives each token of the text its probability among the text tokens. */
  function attending(text: readonly number[], probabilities: readonly number[]): WhisperGraphs {
    const vocabulary = tokenizer.special.firstTimestamp + 1501;
    const look = async (tokens: readonly number[], at: readonly number[]) => {
      const logits = new Float32Array(at.length * vocabulary).fill(-Infinity);
      text.forEach((token, row) => {
        logits[row * vocabulary + token] = Math.log(probabilities[row]!);
        logits[row * vocabulary + ((token + 1) % 100)] = Math.log(1 - probabilities[row]!);
        logits[row * vocabulary + tokenizer.special.endOfText] = 9;
      });
      return { logits, queries: [queriesOf(tokens.length)] };
    };
    const layout = { vocabulary, alignmentHeads: Array.from({ length: HEADS }, (_, head) => [0, head]) };
    return { layout, startDecoding: () => ({ look }) } as unknown as WhisperGraphs;
  }

  it.each(answers.timings)("are faster-whisper's for $text", async ({ tokens, frames, probabilities, words }) => {
    const { startOfTranscript, transcribe } = tokenizer.special;
    const start = [startOfTranscript, tokenizer.languageToken('en')!, transcribe];
    const heard = { cross_key_0: { data: keys } } as unknown as HeardWindow;
    const found = await new WordTimes(attending(tokens, probabilities), tokenizer, start, 'en').find(
      heard,
      tokens,
      2 * frames,
    );
    expect(found.map(({ word, tokens }) => [word, tokens])).toEqual(words.map(({ word, tokens }) => [word, tokens]));
    for (const [at, { start, end, probability }] of words.entries()) {
      expect([found[at]!.start, found[at]!.end]).toEqual([start, end]);
      expect(found[at]!.probability).toBeCloseTo(probability, 4);
    }
  });

  it.each(answers.timings)('rest on the attention that timing.py finds in $text', ({ tokens, frames, weights }) => {
    const rows = tokens.length + 5;
    const heads = Array.from({ length: HEADS }, (_, head) => ({ queries: queriesOf(rows), keys, head }));
    const found = attentionWeights(heads, { rows, first: 3, last: rows - 1, frames });
    const row = Math.floor(tokens.length / 2);
    weights.forEach((weight, frame) => expect(found[row * frames + frame]).toBeCloseTo(weight, 2));
  });

  it('are none for no text', async () => {
    const times = new WordTimes(attending([], []), tokenizer, [], 'en');
    expect(await times.find({}, [], 3000)).toEqual([]);
  });
});
