import assert from 'node:assert/strict';
import type { Following, Ranking } from '../src/decoding/graphs/decoder-run';
import { ENCODED_FRAMES, HEAD_SIZE, type WhisperLayout } from '../src/decoding/graphs/whisper-layout';
import type { HeardWindow, WhisperGraphs } from '../src/decoding/graphs/whisper-graphs';
import type { WhisperTokenizer } from '../src/decoding/tokenizer/whisper-tokenizer';
import { ranked } from './toy-language';

/** What the model hears when it is asked for a text. */
export interface Script {
  /** With its timestamps, without the token that ends it. */
  tokens: readonly number[];
  /** Probability of each text token; some others share the rest. */
  share?: number;
  /** Probability that nothing was said. */
  noSpeech?: number;
}

/** What the model was asked. */
export interface Asked {
  prompt: readonly number[];
  at: readonly number[];
}

const DECOYS = 8;
/** Encoded frames that each text token is attended to for: 0.4 s. */
export const FRAMES_PER_TOKEN = 20;

/**
 * Graphs that hear the scripts one after the other, the last one again and again, whatever the sound is: what a search makes
 * of a text can be tested without a model. Each text token is heard for 0.4 s.
 */
export class ScriptedGraphs {
  readonly asked: Asked[] = [];
  /** How many texts were begun; each is that of the next script. */
  begun = 0;
  readonly layout: WhisperLayout;

  constructor(
    private readonly tokenizer: WhisperTokenizer,
    private readonly scripts: readonly Script[],
  ) {
    const vocabulary = tokenizer.special.firstTimestamp + 1501;
    this.layout = {
      ...{ mels: 80, heads: 1, decoderLayers: 1, vocabulary, positions: 448 },
      ...{ alignmentHeads: [[0, 0]], languageIds: [] },
    };
  }

  /** In the place of a model's. */
  get graphs(): WhisperGraphs {
    const { layout } = this;
    const graphs = { layout, encode: () => this.encode(), startDecoding: () => this.startDecoding() };
    return graphs as unknown as WhisperGraphs;
  }

  /** Keys by which the row of the first text token finds its frames, the next one those behind, and so on. */
  private async encode(): Promise<HeardWindow> {
    const data = new Float32Array(ENCODED_FRAMES * HEAD_SIZE);
    for (let frame = 0; frame < (HEAD_SIZE - 1) * FRAMES_PER_TOKEN; frame++) {
      data[frame * HEAD_SIZE + 1 + Math.floor(frame / FRAMES_PER_TOKEN)] = 2;
    }
    return { cross_key_0: { data } } as unknown as HeardWindow;
  }

  private startDecoding() {
    let texts: number[] = [0];
    let script: Script = { tokens: [] };
    return {
      prompt: async (prompt: readonly number[], at: readonly number[]) => {
        script = this.nextScript();
        this.asked.push({ prompt, at });
        return Float32Array.from([...this.atStart(script), ...this.after(script, 0)]);
      },
      rewind: (tokens: number) => {
        assert.equal(tokens, this.asked.at(-1)!.prompt.length);
        script = this.nextScript();
        this.begun += 1;
        texts = [0];
      },
      select: (rows: readonly number[]) => void (texts = rows.map((row) => texts[row]!)),
      step: async (_tokens: readonly number[], ranking?: Ranking): Promise<Following[]> => {
        texts = texts.map((length) => length + 1);
        return texts.map((length) => {
          const logits = this.after(script, length);
          return ranking ? ranked(logits, ranking) : { logits, from: 0 };
        });
      },
      look: async (tokens: readonly number[], at: readonly number[]) => ({
        logits: new Float32Array(at.length * this.layout.vocabulary),
        queries: [Float32Array.from(tokens.flatMap((_, row) => oneHot(row)))],
      }),
    };
  }

  private nextScript(): Script {
    return this.scripts[Math.min(this.begun, this.scripts.length - 1)]!;
  }

  private atStart({ noSpeech = 0 }: Script): Float32Array {
    const logits = this.nothing();
    logits[this.tokenizer.special.noSpeech] = Math.log(noSpeech);
    logits[0] = Math.log(1 - noSpeech);
    return logits;
  }

  private after({ tokens, share = 1 }: Script, length: number): Float32Array {
    const { endOfText } = this.tokenizer.special;
    const logits = this.nothing();
    const token = tokens[length] ?? endOfText;
    if (token < endOfText) logits.fill(Math.log((1 - share) / DECOYS), endOfText - DECOYS, endOfText);
    logits[token] = token < endOfText ? Math.log(share) : 0;
    return logits;
  }

  private nothing(): Float32Array {
    return new Float32Array(this.layout.vocabulary).fill(-Infinity);
  }
}

const oneHot = (row: number): number[] => Array.from({ length: HEAD_SIZE }, (_, channel) => (channel === row ? 3 : 0));
