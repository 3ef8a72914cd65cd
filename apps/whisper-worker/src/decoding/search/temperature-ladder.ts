import { deflateSync } from 'node:zlib';
import type { DecodingOptions } from '../../transcriber';
import type { DecoderRun } from '../graphs/decoder-run';
import type { HeardWindow, WhisperGraphs } from '../graphs/whisper-graphs';
import { suppressedTokens } from '../tokenizer/suppressed-tokens';
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

/** A window's prompt, read once for all temperatures. */
interface WindowStart {
  run: DecoderRun;
  /** What follows the prompt. */
  logits: Float32Array;
  promptLength: number;
  noSpeechProbability: number;
}

/** Who waits for a window's text. */
export interface WindowWatch {
  /** Looked at before every token. */
  signal: AbortSignal;
  /** Called at every temperature and at every 32nd token: a window may take minutes, and is not stuck. */
  onSignOfLife: () => void;
}

const TOKENS_PER_SIGN = 32;

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
    const suppressed = suppressedTokens(tokenizer, options.suppressTokens);
    this.rules = new TokenRules(tokenizer.special, { ...options, suppressed }, graphs.layout.vocabulary);
  }

  async decode(heard: HeardWindow, prompt: readonly number[], watch: WindowWatch): Promise<WindowText> {
    const tried: WindowText[] = [];
    let start: WindowStart | undefined;
    for (const temperature of this.options.temperatures) {
      watch.signal.throwIfAborted();
      watch.onSignOfLife();
      start ??= await this.readPrompt(heard, prompt);
      const text = await this.decodeAt(temperature, start, watch);
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

  private async readPrompt(heard: HeardWindow, prompt: readonly number[]): Promise<WindowStart> {
    const { startOfTranscript, noSpeech } = this.tokenizer.special;
    const { vocabulary } = this.graphs.layout;
    const run = this.graphs.startDecoding(heard);
    const logits = await run.prompt(prompt, [prompt.lastIndexOf(startOfTranscript), prompt.length - 1]);
    const noSpeechProbability = probability(logits.subarray(0, vocabulary), noSpeech);
    return { run, logits: logits.subarray(vocabulary), promptLength: prompt.length, noSpeechProbability };
  }

  private async decodeAt(
    temperature: number,
    { run, logits, promptLength, noSpeechProbability }: WindowStart,
    watch: WindowWatch,
  ): Promise<WindowText> {
    const { positions } = this.graphs.layout;
    run.rewind(promptLength);
    const { tokens, logProbability } = await this.search(temperature, {
      run,
      rules: this.rules,
      logits: logits.slice(), // the rules change what they are given
      endOfText: this.tokenizer.special.endOfText,
      maxTokens: Math.min(positions / 2, positions - promptLength + 1),
      onToken: tokenCounter(watch),
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

function tokenCounter({ signal, onSignOfLife }: WindowWatch): () => void {
  let tokens = 0;
  return () => {
    signal.throwIfAborted();
    if (++tokens % TOKENS_PER_SIGN === 0) onSignOfLife();
  };
}

/** Bytes of a text per byte of it deflated; repetition makes it high. */
export function compressionRatio(text: string): number {
  const bytes = Buffer.from(text.trim());
  return bytes.length / deflateSync(bytes).length;
}
