import { bestText, firstText, type NextToken } from './token-rules';

/** A token that one of the texts may go on with. */
export interface Candidate {
  /** Which text. */
  text: number;
  token: number;
  logProbability: number;
}

/** Tokens from one to another, the end excluded. */
interface Range {
  /** Token of the first logit. */
  offset: number;
  from: number;
  to: number;
}

/** The few best of very many candidates, best first. */
export class BestCandidates {
  private readonly kept: Candidate[] = [];

  constructor(private readonly size: number) {}

  /** Looks through all tokens that may follow a text of this log-probability. */
  add(text: number, logProbability: number, next: NextToken): void {
    const { logits, from, textTo, timestampFrom, timestampTo } = next;
    const base = logProbability - next.logSum;
    const best = bestText(next);
    best?.tokens.forEach((token, at) => this.offer(text, token, best.logits[at]! + base));
    this.scan(text, base, logits, { offset: from, from: firstText(next), to: textTo });
    this.scan(text, base, logits, { offset: from, from: timestampFrom, to: timestampTo });
  }

  get list(): readonly Candidate[] {
    return this.kept;
  }

  private scan(text: number, base: number, logits: Float32Array, { offset, from, to }: Range): void {
    let least = this.least();
    for (let token = from; token < to; token++) {
      const logProbability = logits[token - offset]! + base;
      if (logProbability <= least) continue;
      this.insert({ text, token, logProbability });
      least = this.least();
    }
  }

  private offer(text: number, token: number, logProbability: number): void {
    if (logProbability > this.least()) this.insert({ text, token, logProbability });
  }

  private least(): number {
    return this.kept.length < this.size ? -Infinity : this.kept.at(-1)!.logProbability;
  }

  private insert(candidate: Candidate): void {
    if (this.kept.length === this.size) this.kept.pop();
    let at = this.kept.length;
    while (at > 0 && this.kept[at - 1]!.logProbability < candidate.logProbability) at--;
    this.kept.splice(at, 0, candidate);
  }
}
