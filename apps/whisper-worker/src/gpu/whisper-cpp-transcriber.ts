import type { ChunkTranscript, DecodingOptions, Segment, TranscribeHooks, Transcriber } from '../transcriber';
import { segmentOf, toSegments, toWords, type Piece } from './pieces';
import { loadWhisperCpp, type WhisperCppContext, type WhisperCppOptions, type WhisperCppResult } from './whisper-cpp';

/** Samples per second. */
const RATE = 16_000;
/** whisper.cpp finds nothing in less than a second. */
const LEAST_SAMPLES = 1.1 * RATE;

export interface WhisperCppSetup {
  useGpu?: boolean;
  /** The model knows no other language. */
  isEnglishOnly?: boolean;
  /** Package or path of the native build. */
  addon?: string;
}

/**
 * whisper.cpp with a ggml model. It searches greedily and tells no probabilities; a call cannot be stopped but by ending its
 * process, and segments come when a chunk is done.
 */
export class WhisperCppTranscriber implements Transcriber {
  private constructor(
    private readonly context: WhisperCppContext,
    private readonly isEnglishOnly: boolean,
  ) {}

  /** @throws Error where the model does not fit into the GPU's memory */
  static open(ggmlFile: string, { useGpu = true, isEnglishOnly = false, addon }: WhisperCppSetup = {}): Transcriber {
    const { WhisperContext } = loadWhisperCpp(addon);
    const context = new WhisperContext({ filePath: ggmlFile, useGpu, useFlashAttn: useGpu });
    return new WhisperCppTranscriber(context, isEnglishOnly);
  }

  async transcribe(samples: Float32Array, asking: DecodingOptions, hooks: TranscribeHooks): Promise<ChunkTranscript> {
    hooks.signal.throwIfAborted();
    // Such a model has no tokens of languages; whisper.cpp would take others for them.
    const options = this.isEnglishOnly ? { ...asking, language: 'en' } : asking;
    const seconds = samples.length / RATE;
    const asked = toOptions(options, (percent) => hooks.onProgress((percent / 100) * seconds));
    const result = await this.context.transcribeData(toPcm(samples), asked).promise;
    hooks.signal.throwIfAborted();
    const segments = segmentsOf(result, options.wordTimestamps, seconds);
    for (const segment of segments) hooks.onSegment(segment);
    const language = options.language ?? result.language ?? 'en';
    return { language, languageProbability: options.language ? 1 : NaN, segments, tokensForNext: [] };
  }

  close(): Promise<void> {
    return this.context.release();
  }
}

/** Every option whisper.cpp has; the ladder of temperatures becomes its first and its step. */
export function toOptions(options: DecodingOptions, onProgress: (percent: number) => void): WhisperCppOptions {
  const [first = 0, second = first] = options.temperatures;
  return {
    language: options.language ?? 'auto',
    translate: options.task === 'translate',
    temperature: first,
    temperatureInc: Math.max(0, second - first),
    bestOf: options.bestOf,
    onProgress,
    ...(options.initialPrompt ? { prompt: options.initialPrompt } : {}),
    ...(options.conditionOnPreviousText ? {} : { maxContext: 0 }),
    ...(options.wordTimestamps ? { tokenTimestamps: true, maxLen: 1 } : {}),
  };
}

function segmentsOf({ segments }: WhisperCppResult, wordTimestamps: boolean, seconds: number): Segment[] {
  const pieces = segments.map(({ text, t0, t1 }) => pieceOf(text, t0 / 1000, t1 / 1000, seconds));
  if (!wordTimestamps) return pieces.filter(isSpeech).map((piece, at) => segmentOf(at + 1, piece));
  return toSegments(toWords(pieces))
    .filter((words) => isSpeech(joined(words)))
    .map((words, at) => segmentOf(at + 1, joined(words), toWords(words)));
}

const pieceOf = (text: string, start: number, end: number, seconds: number): Piece => ({
  text,
  start: Math.min(start, seconds),
  end: Math.min(Math.max(start, end), seconds),
});

const joined = (words: readonly Piece[]): Piece => ({
  text: words.map(({ text }) => text).join(''),
  start: words[0]?.start ?? 0,
  end: words.at(-1)?.end ?? 0,
});

/** Silence and sounds come as `[BLANK_AUDIO]`, `(music)` and the like. */
const isSpeech = ({ text }: Piece): boolean => !/^\s*([[(][^\])]*[\])]\s*)*$/.test(text);

/** 16 bit samples, no fewer than are heard; louder ones than 1 stay as loud as can be. */
function toPcm(samples: Float32Array): ArrayBuffer {
  const pcm = new Int16Array(Math.max(LEAST_SAMPLES, samples.length));
  for (let at = 0; at < samples.length; at++) {
    pcm[at] = Math.round(Math.min(1, Math.max(-1, samples[at]!)) * 32_767);
  }
  return pcm.buffer;
}
