import { ModelUnavailableError } from '@switchyard/contracts';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Span } from '../span';
import { frameBatches, ROW } from './frame-batches';
import { SpeechTracker } from './speech-tracker';
import { toRules, type VadOptions } from './vad-options';

/** The model's name in the catalogue, and its file. */
export const VAD_MODEL = 'silero-vad';
const FILE = 'silero_vad_v6.onnx';
/** Frames of one call: 8 s of audio, 20 ms of work. */
const BATCH = 256;
const STATE = [1, 1, 128];

type State = Record<'h' | 'c', Tensor>;

/** Tells speech from everything else (Silero VAD 6), at any length of audio in the same memory. */
export class SileroVad {
  private constructor(private readonly session: InferenceSession) {}

  /** @param directory where `ModelStore.path(VAD_MODEL)` says it is; @throws ModelUnavailableError when it is no such model */
  static async open(directory: string): Promise<SileroVad> {
    const file = path.join(directory, FILE);
    if (!existsSync(file)) throw new ModelUnavailableError(VAD_MODEL, `${FILE} is missing`);
    try {
      const options = { intraOpNumThreads: 1, interOpNumThreads: 1, enableCpuMemArena: false };
      return new SileroVad(await InferenceSession.create(file, options));
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      throw new ModelUnavailableError(VAD_MODEL, `${FILE} is damaged (${said})`);
    }
  }

  /** Where speech is. @param audio 16 kHz samples, whole or in blocks of any size; @returns spans in order, in samples */
  async speechSpans(audio: Float32Array | AsyncIterable<Float32Array>, options: VadOptions = {}): Promise<Span[]> {
    const [spans = []] = await this.speechSpansBy(audio, [options]);
    return spans;
  }

  /** The same by each of several options, in one pass over the audio. */
  async speechSpansBy(
    audio: Float32Array | AsyncIterable<Float32Array>,
    options: readonly VadOptions[],
  ): Promise<Span[][]> {
    const trackers = options.map((each) => new SpeechTracker(toRules(each)));
    let length = 0;
    for await (const { probabilities, samples } of this.probabilities(audio)) {
      for (const tracker of trackers) probabilities.forEach((probability) => tracker.next(probability));
      length = samples;
    }
    return trackers.map((tracker) => tracker.finish(length));
  }

  /** The probability of speech for each frame of 512 samples, some frames at a time; `samples` counts those read so far. */
  async *probabilities(
    audio: Float32Array | AsyncIterable<Float32Array>,
  ): AsyncGenerator<{ probabilities: Float32Array; samples: number }> {
    let state: State = { h: empty(), c: empty() };
    const blocks = audio instanceof Float32Array ? [audio] : audio;
    for await (const { data, samples } of frameBatches(blocks, BATCH)) {
      const input = new Tensor('float32', data, [data.length / ROW, ROW]);
      const { speech_probs, hn, cn } = await this.session.run({ input, ...state });
      state = { h: hn!, c: cn! };
      yield { probabilities: speech_probs!.data as Float32Array, samples };
    }
  }

  close(): Promise<void> {
    return this.session.release();
  }
}

const empty = (): Tensor => new Tensor('float32', new Float32Array(128), STATE);
