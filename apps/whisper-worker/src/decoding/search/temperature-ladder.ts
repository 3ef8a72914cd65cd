import { deflateSync } from 'node:zlib';
import type { DecodingOptions } from '../../transcriber';
import type { HeardWindow, WhisperGraphs } from '../graphs/whisper-graphs';
import type { WhisperTokenizer } from '../tokenizer/whisper-tokenizer';
import { beamSearch } from './beam-search';
import { greedySearch, sampleTexts } from './greedy-search';
import { bestHypothesis, type Hypothesis, type Search } from './hypothesis';
import { probability, TokenRules } from './token-rules';

/** What was heard in one window. */
export interface WindowText {
  tokens: readonly number[];
  temperature: number;
  /** Mean log-probability of a token. */
  averageLogProbability: number;
  compressionRatio: number;
  noSpeechProbability: number;
}

/** Stands in for -1 among the suppressed tokens. */
const NON_SPEECH = -1;

/** Decodes a window at one temperature after another until its text passes the thresholds (`generate_with_fallback`). */
export class TemperatureLadder {
  private readonly rules: TokenRules;

  /** @param random 0 to 1, for temperatures above 0 */
  constructor(
    private readonly graphs: WhisperGraphs,
    private readonly tokenizer: WhisperTokenizer,
    private readonly options: DecodingOptions,
    private readonly random: () => number,
  ) {
    const { suppressTokens } = options;
    const suppressed = suppressTokens.flatMap((token) => (token === NON_SPEECH ? graphs.layout.suppressIds : [token]));
    this.rules = new TokenRules(tokenizer.special, { ...options, suppressed }, graphs.layout.vocabulary);
  }

  async decode(heard: HeardWindow, prompt: readonly number[], signal: AbortSignal): Promise<WindowText> {
    const tried: WindowText[] = [];
    for (const temperature of this.options.temperatures) {
      const text = await this.decodeAt(temperature, heard, prompt, signal);
      if (this.isGood(text)) return text;
      tried.push(text);
    }
    const readable = tried.filter((text) => !this.repeatsItself(text));
    const best = (readable.length > 0 ? readable : tried).reduce((best, text) =>
      text.averageLogProbability > best.averageLogProbability ? text : best,
    );
    // The last temperature decides whether the text is given to the next window.
    return { ...best, temperature: tried.at(-1)!.temperature };
  }

  repeatsItself({ compressionRatio }: WindowText): boolean {
    return compressionRatio > this.options.compressionRatioThreshold;
  }

  isSilence({ noSpeechProbability, averageLogProbability }: WindowText): boolean {
    const { noSpeechThreshold, logProbThreshold } = this.options;
    return noSpeechProbability > noSpeechThreshold && averageLogProbability <= logProbThreshold;
  }

  private isGood(text: WindowText): boolean {
    if (this.isSilence(text)) return true;
    return !this.repeatsItself(text) && text.averageLogProbability >= this.options.logProbThreshold;
  }

  private async decodeAt(
    temperature: number,
    heard: HeardWindow,
    prompt: readonly number[],
    signal: AbortSignal,
  ): Promise<WindowText> {
    signal.throwIfAborted();
    const { startOfTranscript, noSpeech, endOfText } = this.tokenizer.special;
    const { vocabulary, positions } = this.graphs.layout;
    const run = this.graphs.startDecoding(heard);
    const logits = await run.prompt(prompt, [prompt.indexOf(startOfTranscript), prompt.length - 1]);
    const noSpeechProbability = probability(logits.subarray(0, vocabulary), noSpeech);
    const { tokens, logProbability } = await this.search(temperature, {
      run,
      rules: this.rules,
      logits: logits.subarray(vocabulary),
      endOfText,
      maxTokens: Math.min(positions / 2, positions - prompt.length + 1),
      signal,
    });
    return {
      tokens,
      temperature,
      averageLogProbability: logProbability / (tokens.length + 1),
      compressionRatio: compressionRatio(this.tokenizer.decode(tokens)),
      noSpeechProbability,
    };
  }

  private async search(temperature: number, search: Search): Promise<Hypothesis> {
    const { beamSize, patience, bestOf, lengthPenalty } = this.options;
    if (temperature > 0) {
      const texts = await sampleTexts(search, { texts: bestOf, temperature, random: this.random });
      return bestHypothesis(texts, lengthPenalty);
    }
    if (beamSize === 1) return greedySearch(search);
    return bestHypothesis(await beamSearch(search, { beamSize, patience }), lengthPenalty);
  }
}

/** Bytes of a text per byte of it deflated; repetition makes it high. */
export function compressionRatio(text: string): number {
  const bytes = Buffer.from(text.trim());
  return bytes.length / deflateSync(bytes).length;
}
