import type { Following, Ranking } from '../src/decoding/graphs/decoder-run';
import type { Search } from '../src/decoding/search/hypothesis';
import { TokenRules } from '../src/decoding/search/token-rules';

export const END = 3;
export const FIRST_TIMESTAMP = 9;
const VOCABULARY = FIRST_TIMESTAMP + 60;

/** Probabilities of the next of the words 0, 1, 2 and of the end, by the text so far. */
export type Toy = (text: readonly number[]) => readonly [number, number, number, number];

/** A search through texts whose probabilities are written down, in place of a model's; each begins with the timestamp 0. */
export function toySearch(toy: Toy, { maxTokens = 20, signal = new AbortController().signal } = {}) {
  const special = {
    ...{
      endOfText: END,
      startOfTranscript: 4,
      startOfPrevious: 5,
      startOfLm: 5,
      transcribe: 6,
      translate: 6,
      noSpeech: 7,
    },
    ...{ noTimestamps: 8, firstTimestamp: FIRST_TIMESTAMP },
  };
  const options = { suppressed: [4, 5, 6, 7], repetitionPenalty: 1, noRepeatNgramSize: 0 };
  let texts: number[][] = [[]];
  const steps: number[] = [];
  const search: Search = {
    run: {
      select: (rows) => void (texts = rows.map((row) => [...texts[row]!])),
      step: async (tokens, ranking) => {
        steps.push(tokens.length);
        texts.forEach((text, row) => text.push(tokens[row]!));
        return texts.map((text) => {
          const logits = logitsOf(toy, text);
          return ranking ? ranked(logits, ranking) : { logits, from: 0 };
        });
      },
    },
    rules: new TokenRules(special, options, VOCABULARY),
    logits: logitsOf(toy, []),
    endOfText: END,
    maxTokens,
    onToken: () => signal.throwIfAborted(),
  };
  return { search, steps };
}

/** What a decoder's graph tells when it is to rank. */
export function ranked(logits: Float32Array, { count, mask, to, from }: Ranking): Following {
  const masked = logits.map((logit, token) => logit + mask[token]!);
  const tokens = Int32Array.from(masked.keys())
    .sort((a, b) => masked[b]! - masked[a]!)
    .slice(0, count);
  const logSum = Math.log(masked.reduce((sum, logit) => sum + Math.exp(logit), 0));
  const best = { to, tokens, logits: Float32Array.from(tokens, (token) => masked[token]!), logSum };
  return { logits: logits.slice(from), from, best };
}

function logitsOf(toy: Toy, written: readonly number[]): Float32Array {
  const logits = new Float32Array(VOCABULARY).fill(-Infinity);
  if (written.length === 0) logits[FIRST_TIMESTAMP] = 0;
  else toy(written.slice(1)).forEach((probability, token) => (logits[token] = Math.log(probability)));
  return logits;
}
