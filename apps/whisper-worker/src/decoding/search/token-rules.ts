import type { BestTokens, Following, Ranking } from '../graphs/decoder-run';
import type { SpecialTokens } from '../tokenizer/whisper-tokenizer';
import { sumOfExp } from './fast-exp';

export interface RuleOptions {
  /** Tokens that are never written. */
  suppressed: readonly number[];
  repetitionPenalty: number;
  noRepeatNgramSize: number;
}

/** Timestamps up to 1 s may open a window. */
const LAST_OPENING_TIMESTAMP = 50;

/**
 * Which tokens may come next, and their log-probabilities among each other: `logit - logSum` for text tokens from `textFrom`
 * to the first timestamp and for timestamps from `timestampFrom` to `timestampTo`, ends excluded. Of tokens before `from`
 * only the best are known; whether those may come is up to `textFrom`, too.
 */
export interface NextToken extends Following {
  textFrom: number;
  textTo: number;
  timestampFrom: number;
  timestampTo: number;
  logSum: number;
}

/**
 * Whisper's rules for texts with timestamps, as CTranslate2 applies them (`ApplyTimestampRules` in `whisper.cc`,
 * `decoding_utils.cc` for the penalties). One object is used again for every token: nothing is allocated.
 */
export class TokenRules {
  private readonly next: NextToken;
  private readonly suppressed: Int32Array;
  /** Lets through what is neither suppressed nor a timestamp, a mark or the end of the text. */
  private readonly textMask: Float32Array;

  constructor(
    private readonly special: SpecialTokens,
    private readonly options: RuleOptions,
    private readonly vocabulary: number,
  ) {
    this.suppressed = Int32Array.from([...options.suppressed, special.noTimestamps]);
    this.textMask = new Float32Array(vocabulary).fill(-Infinity, special.endOfText);
    for (const token of this.suppressed) this.textMask[token] = -Infinity;
    const { firstTimestamp } = special;
    this.next = {
      logits: new Float32Array(0),
      from: 0,
      textFrom: 0,
      textTo: firstTimestamp,
      timestampFrom: firstTimestamp,
      timestampTo: vocabulary,
      logSum: 0,
    };
  }

  /** What a run is to rank and to tell, so that few logits need to be looked at; nothing where penalties change them. */
  ranking(count: number, from = this.special.endOfText): Ranking | undefined {
    const { repetitionPenalty, noRepeatNgramSize } = this.options;
    if (repetitionPenalty !== 1 || noRepeatNgramSize > 0) return undefined;
    return { count, mask: this.textMask, to: this.special.endOfText, from };
  }

  /**
   * What may follow the tokens `written`; valid until the next call.
   *
   * @param following logits of all tokens, or as `ranking` asked for them; those of forbidden tokens are changed
   */
  apply({ logits, from, best }: Following, written: readonly number[]): NextToken {
    if (from === 0) this.penalise(logits, written);
    for (const token of this.suppressed) if (token >= from) logits[token - from] = -Infinity;
    const { next } = this;
    next.logits = logits;
    next.from = from;
    next.best = best;
    this.setRanges(written);
    this.weigh();
    return next;
  }

  private penalise(logits: Float32Array, written: readonly number[]): void {
    const { repetitionPenalty: penalty, noRepeatNgramSize: size } = this.options;
    if (penalty !== 1) {
      for (const token of new Set(written)) {
        const logit = logits[token]!;
        logits[token] = logit < 0 ? logit * penalty : logit / penalty;
      }
    }
    if (size === 0 || written.length < size) return;
    const tail = written.length - (size - 1);
    for (let start = 0; start < tail; start++) {
      let same = 0;
      while (same < size - 1 && written[start + same] === written[tail + same]) same++;
      if (same === size - 1) logits[written[start + same]!] = -Infinity;
    }
  }

  /** The first token is a timestamp; they come in pairs, except before the end; a segment is longer than nothing. */
  private setRanges(written: readonly number[]): void {
    const { endOfText, firstTimestamp } = this.special;
    const { next } = this;
    next.textFrom = 0;
    next.timestampFrom = firstTimestamp;
    next.timestampTo = this.vocabulary;
    const last = written.at(-1);
    if (last === undefined) {
      next.textFrom = firstTimestamp;
      next.timestampTo = firstTimestamp + LAST_OPENING_TIMESTAMP + 1;
      return;
    }
    const beforeLast = written.at(-2) ?? last;
    if (last >= firstTimestamp && beforeLast >= firstTimestamp) {
      next.timestampFrom = next.timestampTo;
      return;
    }
    if (last >= firstTimestamp) {
      next.textFrom = endOfText;
      next.timestampFrom = last;
    } else {
      next.timestampFrom = 1 + (written.findLast((token) => token >= firstTimestamp) ?? firstTimestamp - 1);
    }
  }

  /** Sets `logSum`; forbids text where all timestamps together are likelier than the likeliest text token. */
  private weigh(): void {
    const { next } = this;
    const { logits, from, textFrom, textTo, timestampFrom, timestampTo } = next;
    const text = Math.max(
      bestText(next)?.logits[0] ?? -Infinity,
      highest(logits, firstText(next) - from, textTo - from),
    );
    const timestamp = highest(logits, timestampFrom - from, timestampTo - from);
    const top = Math.max(text, timestamp);
    const timestamps = sumOfExp(logits, timestampFrom - from, timestampTo - from, { top });
    if (textFrom < textTo && timestamps > 0 && Math.log(timestamps) + top > text) next.textFrom = textTo;
    const best = bestText(next);
    const texts =
      sumOfExp(logits, firstText(next) - from, textTo - from, { top }) + (best ? Math.exp(best.logSum - top) : 0);
    next.logSum = top + Math.log(timestamps + texts);
  }
}

/** The best of the tokens that were ranked, where they may come. */
export const bestText = ({ best, textFrom }: NextToken): BestTokens | undefined =>
  best && textFrom < best.to ? best : undefined;

/** First text token that was not ranked. */
export const firstText = ({ best, textFrom }: NextToken): number => Math.max(best?.to ?? 0, textFrom);

/** Probability of one token where every token may come. */
export function probability(logits: Float32Array, token: number, to = logits.length): number {
  const top = highest(logits, 0, to);
  return Math.exp(logits[token]! - top) / sumOfExp(logits, 0, to, { top });
}

function highest(logits: Float32Array, from: number, to: number): number {
  let top = -Infinity;
  for (let token = from; token < to; token++) {
    const logit = logits[token]!;
    if (logit > top) top = logit;
  }
  return top;
}
