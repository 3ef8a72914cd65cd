import type { DecoderRun } from '../graphs/decoder-run';
import type { TokenRules } from './token-rules';

/** One text the model may have heard. */
export interface Hypothesis {
  /** Without the token that ends it. */
  tokens: readonly number[];
  /** Of all tokens together, with the one that ends it. */
  logProbability: number;
}

/** A prompt that was read, and what a search needs to go on from it. */
export interface Search {
  run: Pick<DecoderRun, 'select' | 'step'>;
  rules: TokenRules;
  /** What follows the prompt. */
  logits: Float32Array;
  endOfText: number;
  maxTokens: number;
  /** Called before each further token; ends the search by throwing. */
  onToken(): void;
}

/** The hypothesis with the highest log-probability per token, lengths taken to the power of `lengthPenalty`. */
export function bestHypothesis(hypotheses: readonly Hypothesis[], lengthPenalty: number): Hypothesis {
  const score = ({ tokens, logProbability }: Hypothesis) =>
    logProbability / Math.max(1, tokens.length) ** lengthPenalty;
  return hypotheses.reduce((best, other) => (score(other) > score(best) ? other : best));
}
