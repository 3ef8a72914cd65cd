import type { HeardWindow, WhisperGraphs } from '../graphs/whisper-graphs';
import { splitWords } from '../tokenizer/split-words';
import type { WhisperTokenizer } from '../tokenizer/whisper-tokenizer';
import { probability } from '../search/token-rules';
import { attentionWeights } from './attention';
import { firstFrames } from './time-warp';

/** A word and when it was heard, in seconds of its window. */
export interface TimedWord {
  word: string;
  tokens: number[];
  start: number;
  end: number;
  probability: number;
}

/** Encoded frames in a second. */
const FRAMES_PER_SECOND = 50;

/** Finds when the words of a window were heard, by what the decoder attends to while it reads them (`find_alignment`). */
export class WordTimes {
  constructor(
    private readonly graphs: WhisperGraphs,
    private readonly tokenizer: WhisperTokenizer,
    /** Language and task tokens the text was written under. */
    private readonly start: readonly number[],
    private readonly language: string,
  ) {}

  /**
   * @param text text tokens only
   * @param windowFrames frames of 10 ms that are speech and not padding
   */
  async find(heard: HeardWindow, text: readonly number[], windowFrames: number): Promise<TimedWord[]> {
    if (text.length === 0) return [];
    const { endOfText, noTimestamps } = this.tokenizer.special;
    const first = this.start.length;
    const sequence = [...this.start, noTimestamps, ...text, endOfText];
    const layers = [...new Set(this.graphs.layout.alignmentHeads.map(([layer]) => layer))];
    const { logits, queries } = await this.graphs.startDecoding(heard).look(
      sequence,
      text.map((_, i) => first + i),
      layers,
    );
    const heads = this.graphs.layout.alignmentHeads.map(([layer, head]) => ({
      queries: queries[layers.indexOf(layer)]!,
      keys: heard[`cross_key_${layer}`]!.data as Float32Array,
      head,
    }));
    const frames = Math.max(1, Math.floor(windowFrames / 2));
    const range = { rows: sequence.length, first, last: sequence.length - 1, frames };
    const starts = firstFrames(attentionWeights(heads, range), text.length + 1, frames);
    return this.wordsOf(text, starts, this.probabilities(logits, text));
  }

  private probabilities(logits: Float32Array, text: readonly number[]): number[] {
    const { vocabulary } = this.graphs.layout;
    const { endOfText } = this.tokenizer.special;
    return text.map((token, row) =>
      probability(logits.subarray(row * vocabulary, (row + 1) * vocabulary), token, endOfText),
    );
  }

  private wordsOf(text: readonly number[], starts: Int32Array, probabilities: readonly number[]): TimedWord[] {
    const words: TimedWord[] = [];
    let at = 0;
    for (const { text: word, tokens } of splitWords(this.tokenizer, text, this.language)) {
      const end = at + tokens.length;
      const sum = probabilities.slice(at, end).reduce((sum, value) => sum + value, 0);
      words.push({
        word,
        tokens,
        start: starts[at]! / FRAMES_PER_SECOND,
        end: starts[end]! / FRAMES_PER_SECOND,
        probability: sum / tokens.length,
      });
      at = end;
    }
    return words;
  }
}
