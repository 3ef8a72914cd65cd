import { AudioMeter, SAMPLE_RATE, decodeAudio, takeSpans, type AudioReport, type SileroVad } from '@switchyard/audio';
import type { EngineWork } from '@switchyard/engine';
import {
  channelMix,
  probeMedia,
  requireAudio,
  requireLength,
  shortfallOf,
  type ChannelMix,
  type MediaInfo,
} from '@switchyard/media';
import type { ChunkTranscript, DecodingOptions, Segment, Transcriber } from '../transcriber';
import { Checkpoints } from './checkpoints';
import { inOrder } from './in-order';
import { firstOf, planChunks, speechSamples, withoutPauses, type PlannedChunk } from './plan';
import { heardInAudio } from './speech-times';
import { ToldInOrder } from './told-in-order';

/** What is transcribed, and how. */
export interface FileJob {
  path: string;
  /** Audio stream, counted from 0. */
  track: number;
  vad: { enabled: boolean; threshold: number };
  /** Seconds of speech that are transcribed; all when missing. */
  speechLimit?: number;
  decoding: DecodingOptions;
  chunkSeconds: number;
  /** Where finished chunks are kept. */
  checkpointDir: string;
  /** Identity of the model; belongs to what decides a chunk's text. */
  modelSha256: string;
}

/** Who does it. */
export interface FileTools {
  vad: Pick<SileroVad, 'speechSpansBy'>;
  /** Chunks that are transcribed at once. */
  lanes: number;
  /** The transcriber of a lane, which counts from 0; loaded when it is first asked for. */
  transcriber(lane: number): Promise<Transcriber>;
}

/** What was heard in a file. */
export interface HeardFile {
  segments: Segment[];
  language: string;
  languageProbability: number;
  audio: AudioReport;
  speechSeconds: number;
  chunks: number;
  resumedChunks: number;
  /** What the file lacks, and what of it was left out. */
  degraded: string[];
}

/** Which chunk it is, and the lane in which it is worked on. */
interface ChunkAt {
  index: number;
  lane: number;
}

type Spoken = Omit<ChunkTranscript, 'tokensForNext'>;

/** Longer pauses are left out, shorter ones are heard, as in faster-whisper. */
const HEARD_PAUSES = { minSilenceMs: 2000, speechPadMs: 400 };
/**
 * Pauses of this length are long enough to cut there; a cut keeps its distance from what is said. Below 0.1 breath and noise
 * begin utterances (0.3 s too early at 0.05); at 0.1 the beginnings of 170 recordings were 0.15 s off at most.
 */
const CUT_PAUSES = { minSilenceMs: 160, speechPadMs: 60, onsetThreshold: 0.1 };
/** Share of the progress that finding the speech takes. */
const LISTENING = 0.05;
/** What is shown of the text that was just heard. */
const SHOWN_CHARACTERS = 160;

/**
 * Transcribes a file of any length in bounded memory: finds the speech, cuts at pauses, transcribes chunk after chunk or
 * several at once. A chunk knows nothing of the text of others, so that the result is the same with any number of lanes and
 * after any interruption. The language is found in the first speech and kept.
 */
export async function transcribeFile(job: FileJob, tools: FileTools, work: EngineWork): Promise<HeardFile> {
  const info = await probeMedia(job.path, work.signal);
  const mix = await channelMix(info, requireAudio(info, job.track), work.signal);
  return new FileTranscription(job, tools, work, { info, mix }).run();
}

class FileTranscription {
  private readonly checkpoints: Checkpoints;
  private language: string | undefined;
  private languageProbability = 0;
  private resumed = 0;
  /** Samples of speech of all chunks, and of those that are done; what a lane has done of its chunk counts apart. */
  private total = 1;
  private done = 0;
  private readonly partly: number[] = [];
  /** What was just heard, for those who follow. */
  private readonly told = new ToldInOrder<Segment>(({ start, end, text }) => this.work.output({ start, end, text }));

  constructor(
    private readonly job: FileJob,
    private readonly tools: FileTools,
    private readonly work: EngineWork,
    private readonly file: { info: MediaInfo; mix: ChannelMix },
  ) {
    const { decoding, modelSha256 } = job;
    this.checkpoints = new Checkpoints(job.checkpointDir, { decoding, modelSha256 });
    this.language = decoding.language;
    this.languageProbability = decoding.language ? 1 : 0;
  }

  async run(): Promise<HeardFile> {
    const { chunks, audio } = await this.plan();
    this.total = Math.max(1, speechSamples(chunks));
    const segments = await this.transcribe(chunks);
    return {
      segments: segments.map((segment, at) => ({ ...segment, id: at + 1 })),
      language: this.language ?? 'unknown',
      languageProbability: this.languageProbability,
      audio,
      speechSeconds: speechSamples(chunks) / SAMPLE_RATE,
      chunks: chunks.length,
      resumedChunks: this.resumed,
      degraded: [...shortfallOf(this.file.info), ...this.file.mix.degraded],
    };
  }

  /** Listens to the whole file once: where speech is, and what the audio is like. */
  private async plan(): Promise<{ chunks: PlannedChunk[]; audio: AudioReport }> {
    const { vad, chunkSeconds, speechLimit = Infinity } = this.job;
    const meter = new AudioMeter();
    const ways = [HEARD_PAUSES, CUT_PAUSES].map((way) => ({ ...way, threshold: vad.threshold }));
    const [speech = [], utterances = []] = await this.tools.vad.speechSpansBy(this.listened(meter), ways);
    const audio = meter.report();
    const options = { length: audio.samples, chunkSeconds, keepPauses: !vad.enabled };
    const chunks = planChunks({ speech, utterances }, options);
    return { chunks: firstOf(chunks, speechLimit * SAMPLE_RATE), audio };
  }

  private async *listened(meter: AudioMeter): AsyncGenerator<Float32Array> {
    const expected = requireLength(this.file.info) * SAMPLE_RATE;
    let samples = 0;
    for await (const block of this.decoded(meter)) {
      yield block;
      samples += block.length;
      this.work.progress(LISTENING * Math.min(1, samples / expected), 'looking for speech');
    }
  }

  private decoded(meter?: AudioMeter): AsyncGenerator<Float32Array, void> {
    const { info, mix } = this.file;
    return decodeAudio(info, { signal: this.work.signal, stream: this.job.track, meter, mix });
  }

  private async transcribe(chunks: readonly PlannedChunk[]): Promise<Segment[]> {
    const last = chunks.at(-1);
    if (!last) return [];
    const audio = takeSpans(this.decoded(), chunks);
    // Every chunk after the first needs its language.
    let first: Promise<Spoken> | undefined;
    const heard = await inOrder(audio, this.tools.lanes, async ({ samples }, index, lane) => {
      await first;
      const chunk = chunks[index] ?? last;
      const found = this.transcribeChunk(withoutPauses(chunk, samples), chunk, { index, lane });
      first ??= found;
      return heardInAudio((await found).segments, chunk);
    });
    return heard.flat();
  }

  private async transcribeChunk(samples: Float32Array, chunk: PlannedChunk, at: ChunkAt): Promise<Spoken> {
    const language = this.language;
    const part = { samples, language: language ?? 'auto' };
    const kept = await this.checkpoints.find<Spoken>(part);
    const found = kept ?? (await this.decode(samples, chunk, at));
    if (kept) this.tell(heardInAudio(kept.segments, chunk), at);
    this.told.end(at.index);
    if (kept) this.resumed += 1;
    else await this.checkpoints.keep(part, found);
    if (this.language === undefined) this.languageProbability = found.languageProbability;
    this.language ??= found.language;
    this.done += samples.length;
    this.report(at.lane, 0);
    return found;
  }

  private async decode(samples: Float32Array, chunk: PlannedChunk, at: ChunkAt): Promise<Spoken> {
    const transcriber = await this.tools.transcriber(at.lane);
    const options = { ...this.job.decoding, language: this.language };
    const { language, languageProbability, segments } = await transcriber.transcribe(samples, options, {
      signal: this.work.signal,
      onSegment: (segment) => this.tell(heardInAudio([segment], chunk), at),
      onProgress: (seconds) => this.report(at.lane, Math.min(seconds * SAMPLE_RATE, samples.length)),
    });
    return { language, languageProbability, segments };
  }

  private tell(segments: readonly Segment[], { index, lane }: ChunkAt): void {
    for (const segment of segments) {
      this.told.add(index, segment);
      this.report(lane, this.partly[lane] ?? 0, segment.text.trim());
    }
  }

  private report(lane: number, samples: number, text?: string): void {
    this.partly[lane] = samples;
    const done = this.partly.reduce((sum, part) => sum + part, this.done);
    this.work.progress(LISTENING + (1 - LISTENING) * Math.min(1, done / this.total), text?.slice(0, SHOWN_CHARACTERS));
  }
}
