import { SAMPLE_RATE, logMel, melWindow, type LogMel } from '@switchyard/audio';
import type { ChunkTranscript, DecodingOptions, Segment, TranscribeHooks, Word } from '../../transcriber';
import type { HeardWindow, WhisperGraphs } from '../graphs/whisper-graphs';
import { WINDOW_FRAMES } from '../graphs/whisper-layout';
import { seededRandom } from '../search/seeded-random';
import { TemperatureLadder, type WindowText } from '../search/temperature-ladder';
import type { WhisperTokenizer } from '../tokenizer/whisper-tokenizer';
import { dropHallucinations, type Kept } from '../words/hallucinations';
import { placeWords, type SpokenSegment } from '../words/place-words';
import { WordTimes } from '../words/word-times';
import { detectLanguage, isMultilingual, knownLanguage, type SpokenLanguage } from './language';
import { PreviousText, startSequence, windowPrompt } from './prompt';
import { cutSegments, type CutSegment, type CutWindow, type WindowPlace } from './segment-cuts';

const FRAMES_PER_SECOND = 100;
const SAMPLES_PER_FRAME = SAMPLE_RATE / FRAMES_PER_SECOND;
/** A text drawn at a higher temperature is not given to the next window (`prompt_reset_on_temperature`). */
const MOST_TRUSTED_TEMPERATURE = 0.5;
/** Quieter than three steps of 16 bits: nothing was said, whatever the model makes of it. */
const SILENT_AMPLITUDE = 1e-4;
/** Nobody says more characters in a second: auctioneers come to 40. */
const MOST_SPOKEN_PER_SECOND = 50;
/** The same samples give the same text, also where it is drawn. */
const SEED = 1;

/** What a window gave: words only where they were asked for. */
type HeardSegment = CutSegment & { words?: Word[] };

/** One chunk of speech on its way to text, window by window (faster-whisper's `generate_segments`). */
export class ChunkTranscription {
  private readonly mel: LogMel;
  private readonly contentFrames: number;
  private readonly ladder: TemperatureLadder;
  private readonly previous: PreviousText;
  private readonly segments: Segment[] = [];
  private lastSpeech = 0;
  private firstWindow: HeardWindow | undefined;

  constructor(
    private readonly graphs: WhisperGraphs,
    private readonly tokenizer: WhisperTokenizer,
    private readonly samples: Float32Array,
    private readonly options: DecodingOptions,
    private readonly hooks: TranscribeHooks,
  ) {
    this.mel = logMel(samples, { mels: graphs.layout.mels });
    // The last frame is that of the zeros behind the samples.
    this.contentFrames = this.mel.frames - 1;
    this.ladder = new TemperatureLadder(graphs, tokenizer, options, seededRandom(SEED));
    this.previous = new PreviousText(tokenizer, options, graphs.layout.positions / 2 - 1);
  }

  async run(): Promise<ChunkTranscript> {
    const language = await this.language();
    const start = startSequence(
      this.tokenizer,
      language.code,
      isMultilingual(this.graphs) ? this.options.task : undefined,
    );
    const words = new WordTimes(this.graphs, this.tokenizer, start, language.code);
    for (let first = 0; first < this.contentFrames;) {
      this.hooks.signal.throwIfAborted();
      const place = { first, frames: Math.min(WINDOW_FRAMES, this.contentFrames - first) };
      first = this.isSilent(place) ? first + place.frames : await this.window(place, start, words);
      this.hooks.onProgress(Math.min(first, this.contentFrames) / FRAMES_PER_SECOND);
    }
    return {
      language: language.code,
      languageProbability: language.probability,
      segments: this.segments,
      tokensForNext: this.previous.tail,
    };
  }

  private async language(): Promise<SpokenLanguage> {
    const known = knownLanguage(this.options.language, this.graphs, this.tokenizer);
    if (known) return known;
    this.hooks.signal.throwIfAborted();
    this.firstWindow = await this.hear({ first: 0, frames: Math.min(WINDOW_FRAMES, this.contentFrames) });
    return detectLanguage(this.graphs, this.tokenizer, this.firstWindow);
  }

  private isSilent({ first, frames }: WindowPlace): boolean {
    const samples = this.samples.subarray(first * SAMPLES_PER_FRAME, (first + frames) * SAMPLES_PER_FRAME);
    return samples.every((sample) => Math.abs(sample) < SILENT_AMPLITUDE);
  }

  /** Encodes a window; what lies behind its content is 0, also the frame of the zeros behind the samples. */
  private hear({ first, frames }: WindowPlace): Promise<HeardWindow> {
    const window = melWindow(this.mel, first, WINDOW_FRAMES);
    if (frames < WINDOW_FRAMES) for (let at = frames; at < window.length; at += WINDOW_FRAMES) window[at] = 0;
    return this.graphs.encode(window);
  }

  /** The frame at which to go on. */
  private async window(place: WindowPlace, start: readonly number[], words: WordTimes): Promise<number> {
    const heard = (place.first === 0 && this.firstWindow) || (await this.hear(place));
    this.firstWindow = undefined;
    const prompt = windowPrompt(this.tokenizer, this.previous.tail, start);
    const text = await this.ladder.decode(heard, prompt, {
      signal: this.hooks.signal,
      onSignOfLife: () => this.hooks.onProgress(place.first / FRAMES_PER_SECOND),
    });
    if (this.ladder.isSilence(text) || this.isMoreThanSpeech(text, place)) return place.first + place.frames;
    const cut = cutSegments(text.tokens, place, this.tokenizer.special.firstTimestamp);
    const { segments, next } = this.options.wordTimestamps ? await this.withWords(cut, place, heard, words) : cut;
    for (const segment of segments) this.keep(segment, place, text);
    const isTrusted = text.temperature <= MOST_TRUSTED_TEMPERATURE;
    if (!this.options.conditionOnPreviousText || !isTrusted) this.previous.forget();
    return next;
  }

  private async withWords(
    { segments, next, endsInSilence }: CutWindow,
    place: WindowPlace,
    heard: HeardWindow,
    words: WordTimes,
  ): Promise<{ segments: SpokenSegment[]; next: number }> {
    const { endOfText } = this.tokenizer.special;
    const offset = place.first / FRAMES_PER_SECOND;
    const text = segments.flatMap(({ tokens }) => tokens.filter((token) => token < endOfText));
    const found = await words.find(heard, text, place.frames);
    const spoken = placeWords(segments, found, { offset, lastSpeech: this.lastSpeech, endOfText });
    const end = endOfSpeech(spoken);
    // What follows the last word is heard again.
    const afterWords = endsInSilence || end === undefined || end <= offset ? next : toFrame(end);
    const kept = this.withoutHallucinations(spoken, place);
    this.lastSpeech = endOfSpeech(kept.segments) ?? this.lastSpeech;
    return { segments: kept.segments, next: kept.next === undefined ? afterWords : toFrame(kept.next) };
  }

  private withoutHallucinations(segments: SpokenSegment[], { first, frames }: WindowPlace): Kept {
    const threshold = this.options.hallucinationSilenceThreshold;
    if (threshold === undefined) return { segments };
    const window = {
      offset: first / FRAMES_PER_SECOND,
      contentEnd: (first + frames) / FRAMES_PER_SECOND,
      windowEnd: (first + WINDOW_FRAMES) / FRAMES_PER_SECOND,
      chunkEnd: this.contentFrames / FRAMES_PER_SECOND,
      lastSpeech: this.lastSpeech,
    };
    return dropHallucinations(segments, window, threshold);
  }

  /** Whether nobody can say this in so short a time: of the breath behind the last word a model makes whole sentences. */
  private isMoreThanSpeech({ tokens }: WindowText, { frames }: WindowPlace): boolean {
    const characters = this.tokenizer.decode(tokens).trim().length;
    return characters > (MOST_SPOKEN_PER_SECOND * frames) / FRAMES_PER_SECOND;
  }

  /** Whether a text that no temperature cured of repeating itself has said this often enough. */
  private wasSaidTwice(text: string): boolean {
    const last = this.segments.slice(-2);
    return last.length === 2 && last.every((segment) => segment.text === text);
  }

  private keep({ start, end, tokens, words }: HeardSegment, place: WindowPlace, window: WindowText): void {
    const text = this.tokenizer.decode(tokens);
    if (start === end || !text.trim()) return;
    if (this.ladder.repeatsItself(window) && this.wasSaidTwice(text)) return;
    this.previous.add(tokens);
    const segment: Segment = {
      id: this.segments.length + 1,
      seek: place.first,
      start,
      end,
      text,
      tokens: [...tokens],
      temperature: window.temperature,
      avg_logprob: window.averageLogProbability,
      compression_ratio: window.compressionRatio,
      no_speech_prob: window.noSpeechProbability,
      ...(words && { words }),
    };
    this.segments.push(segment);
    this.hooks.onSegment(segment);
  }
}

/** End of the last word, or of the last segment where none has words; nothing without segments. */
function endOfSpeech(segments: readonly SpokenSegment[]): number | undefined {
  return segments.findLast(({ words }) => words.length > 0)?.words.at(-1)!.end ?? segments.at(-1)?.end;
}

const toFrame = (seconds: number): number => Math.round(seconds * FRAMES_PER_SECOND);
