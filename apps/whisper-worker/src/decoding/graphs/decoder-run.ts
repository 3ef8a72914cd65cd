import { Tensor, type InferenceSession } from 'onnxruntime-node';
import type { KeyValueStore } from './key-value-store';
import type { HeardWindow } from './whisper-graphs';
import type { WhisperLayout } from './whisper-layout';

/** Logits of what may follow a text: all of them, or those from a token on, and the best of the first ones. */
export interface Following {
  /** Of the token `from` and all behind it. */
  logits: Float32Array;
  from: number;
  best?: BestTokens;
}

/** The likeliest of the tokens before `to` that may come, best first. */
export interface BestTokens {
  to: number;
  tokens: Int32Array;
  logits: Float32Array;
  /** Logarithm of the sum of e^logit of all that may come. */
  logSum: number;
}

/** Which tokens are ranked by the graph, so that their logits need not be looked through here. */
export interface Ranking {
  /** How many of the likeliest are told. */
  count: number;
  /** For each token of the vocabulary: 0, or -Infinity if it may not come or is not one of those before `to`. */
  mask: Float32Array;
  to: number;
  /** Logits from this token on are told, too. */
  from: number;
}

const RANKED = { best_tokens: null, best_logits: null, best_log_shares: null, last_logits: null };

/** One or more texts about the same window, written token by token. */
export class DecoderRun {
  /** Given where nothing is ranked. */
  private readonly unranked: Ranking;

  constructor(
    private readonly session: InferenceSession,
    private readonly store: KeyValueStore,
    private readonly heard: HeardWindow,
    layout: WhisperLayout,
  ) {
    this.unranked = { count: 1, mask: new Float32Array(layout.vocabulary), to: 0, from: layout.vocabulary };
    store.rewind(0);
  }

  /** Reads a prompt; the logits after the positions `at` of it, [at][vocabulary]. */
  async prompt(tokens: readonly number[], at: readonly number[]): Promise<Float32Array> {
    const { logits } = await this.run([tokens], at, { logits: null });
    return logits!.data as Float32Array;
  }

  /** Reads one token for each text; what may follow, ranked if that is asked for. */
  async step(tokens: readonly number[], ranking?: Ranking): Promise<Following[]> {
    const each = tokens.map((token) => [token]);
    if (ranking) return followingOf(await this.run(each, [0], RANKED, ranking), tokens.length, ranking);
    const { logits } = await this.run(each, [0], { logits: null });
    return rowsOf(logits!.data as Float32Array, tokens.length).map((row) => ({ logits: row, from: 0 }));
  }

  /** Goes back to when so many tokens of the first text were read; all texts begin with them. */
  rewind(tokens: number): void {
    this.store.rewind(tokens);
  }

  /** Goes on with these texts; one may be named several times or not at all. */
  select(texts: readonly number[]): void {
    this.store.select(texts);
  }

  /**
   * Reads a whole text to see what it attends to; nothing can follow.
   * Logits [at][vocabulary], and the queries of `layers` to the window, scaled, each [tokens][heads * 64].
   */
  async look(tokens: readonly number[], at: readonly number[], layers: readonly number[]) {
    const fetches: Record<string, null> = { logits: null };
    for (const layer of layers) fetches[`cross_query_${layer}`] = null;
    const outputs = await this.session.run(this.feeds([tokens], at, this.unranked), fetches);
    const queries = layers.map((layer) => outputs[`cross_query_${layer}`]!.data as Float32Array);
    return { logits: outputs['logits']!.data as Float32Array, queries };
  }

  /** What is fetched is copied; so the keys and values that are remembered already are not among it. */
  private async run(
    tokens: readonly (readonly number[])[],
    at: readonly number[],
    fetches: Readonly<Record<string, null>>,
    ranking = this.unranked,
  ): Promise<Record<string, Tensor>> {
    const outputs = await this.session.run(this.feeds(tokens, at, ranking), { ...fetches, new_keys_values: null });
    this.store.append(outputs['new_keys_values']!.data as Float32Array, tokens[0]!.length);
    return outputs;
  }

  private feeds(
    tokens: readonly (readonly number[])[],
    at: readonly number[],
    { count, mask, from }: Ranking,
  ): Record<string, Tensor> {
    const length = tokens[0]!.length;
    const first = this.store.length;
    return {
      ...this.heard,
      ...this.store.past(),
      attention_mask: this.store.mask(length),
      tokens: integers(tokens.flat(), [tokens.length, length]),
      positions: integers(
        Array.from({ length }, (_, i) => first + i),
        [length],
      ),
      logits_at: integers(at, [at.length]),
      ranked_count: integers([count], [1]),
      token_mask: new Tensor('float32', mask, [mask.length]),
      last_logits_from: integers([from], [1]),
    };
  }
}

function followingOf(outputs: Record<string, Tensor>, texts: number, { to, from }: Ranking): Following[] {
  const rows = (name: string) => rowsOf(outputs[name]!.data as Float32Array, texts);
  const tokens = rowsOf(outputs['best_tokens']!.data as Int32Array, texts);
  const [logits, logShares, last] = [rows('best_logits'), rows('best_log_shares'), rows('last_logits')];
  return tokens.map((best, row) => ({
    logits: last[row]!,
    from,
    best: { to, tokens: best, logits: logits[row]!, logSum: logits[row]![0]! - logShares[row]![0]! },
  }));
}

function rowsOf<T extends Float32Array | Int32Array>(values: T, count: number): T[] {
  const size = values.length / count;
  return Array.from({ length: count }, (_, row) => values.subarray(row * size, (row + 1) * size) as T);
}

const integers = (values: readonly number[], shape: readonly number[]): Tensor =>
  new Tensor('int64', BigInt64Array.from(values, BigInt), shape);
