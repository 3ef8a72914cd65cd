import { audioWindows, inGroups } from './audio-windows';
import { speakersOf, type SpeakerHints } from './clusters';
import { FRAME_STEP, framesIn, framesWithin, RATE } from './frames';
import { piecesOf, printsOf, type Print } from './prints';
import { segment } from './segmentation';
import type { Session } from './session';
import { speakersOfFrames } from './speakers-of-frames';
import { stretchesOf, voicesIn, type HeardWindow, type Stretch } from './stretches';
import { turnsOf, type Turn } from './turns';

/** The two models. */
export interface DiarizationModels {
  segmentation: Session;
  embedding: Session;
  /** Windows that are heard at once. */
  batch: number;
}

/** The samples of a file. They are heard twice, as an hour of them takes 230 MB. */
export interface DiarizationAudio {
  blocks: AsyncIterable<Float32Array>;
  /** From the start. */
  again: () => AsyncIterable<Float32Array>;
}

export interface DiarizationOptions extends SpeakerHints {
  /** Seconds from one window to the next. */
  step: number;
  exclusive: boolean;
}

export interface DiarizationHooks {
  signal: AbortSignal;
  /** Samples in which the voices are known, and samples whose voices were compared; the one follows the other. */
  onSamples: (segmented: number, compared: number) => void;
}

/** Everything that was heard in a file; what is kept of each second is small. */
export interface HeardAudio {
  windows: HeardWindow[];
  /** Samples of the file. */
  samples: number;
  /** Voices that speak in each frame. */
  voices: Uint8Array;
  stretches: Stretch[];
  prints: Print[];
}

/** Seconds of speech from which on a print helps to find the speakers. */
const CLEAR_PRINT = 1.2;

/**
 * Who speaks when. As in pyannote.audio 3, a model tells voices apart in overlapping windows. Who they are is told by short pieces of
 * the speech, as a window may take two people for one voice when they speak without much of a pause.
 */
export async function diarize(
  audio: DiarizationAudio,
  models: DiarizationModels,
  options: DiarizationOptions,
  hooks: DiarizationHooks,
): Promise<Turn[]> {
  return turnsIn(await listen(audio, models, options.step, hooks), options);
}

export async function listen(
  audio: DiarizationAudio,
  models: DiarizationModels,
  step: number,
  { signal, onSamples }: DiarizationHooks,
): Promise<HeardAudio> {
  const windows: HeardWindow[] = [];
  let samples = 0;
  for await (const group of inGroups(audioWindows(audio.blocks, framesIn(step) * FRAME_STEP), models.batch)) {
    signal.throwIfAborted();
    const activities = await segment(models.segmentation, group);
    for (const [at, { start, length }] of group.entries()) {
      windows.push({ start, activity: activities[at]! });
      samples = start + length;
    }
    onSamples(samples, 0);
  }
  const voices = voicesIn(windows, framesWithin(samples));
  const stretches = stretchesOf(windows, voices);
  const prints: Print[] = [];
  const pieces = piecesOf(stretches);
  for await (const print of printsOf(models.embedding, audio.again(), pieces)) {
    signal.throwIfAborted();
    prints.push(print);
    onSamples(samples, print.to * FRAME_STEP);
  }
  return { windows, samples, voices, stretches, prints };
}

/** Finds the speakers behind all prints, and when each of them speaks. */
export function turnsIn(heard: HeardAudio, options: DiarizationOptions): Turn[] {
  const { windows, samples, voices, stretches, prints } = heard;
  const speakers = speakersOf(clear(prints), options);
  const alone = speakersOfFrames(prints, stretches, speakers, voices.length);
  return turnsOf({ windows, voices, alone, speakers: speakers.length, samples }, options.exclusive);
}

/** Those of long pieces; all, where fewer than two are long. */
function clear(prints: readonly Print[]): Float32Array[] {
  const long = prints.filter(({ from, to }) => ((to - from) * FRAME_STEP) / RATE >= CLEAR_PRINT);
  return (long.length < 2 ? prints : long).map(({ embedding }) => embedding);
}
