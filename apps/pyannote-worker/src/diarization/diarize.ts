import { kaldiFbank } from '@switchyard/audio';
import { assign } from './assignment';
import { audioWindows, inGroups } from './audio-windows';
import { speakersOf, type SpeakerHints } from './clusters';
import { voicesOf, type Voice } from './embedding';
import { FRAME_STEP, framesIn } from './frames';
import { BATCH, segment, type Activity } from './segmentation';
import type { Session } from './session';
import { turnsOf, type Turn } from './turns';

/** The two models. */
export interface DiarizationModels {
  segmentation: Session;
  embedding: Session;
}

export interface DiarizationOptions extends SpeakerHints {
  /** Seconds from one window to the next. */
  step: number;
  exclusive: boolean;
}

export interface DiarizationHooks {
  signal: AbortSignal;
  /** Samples whose voices are known. */
  onSamples: (samples: number) => void;
}

/** What was heard in one window. */
export interface HeardWindow {
  start: number;
  activity: Activity;
  voices: (Voice | undefined)[];
}

export interface HeardAudio {
  windows: HeardWindow[];
  /** Samples of the file. */
  samples: number;
}

/** Seconds alone from which on a voice helps to find the speakers. */
const CLEAR_VOICE = 2;

/** Who speaks when, by the method of pyannote.audio 3: voices in overlapping windows, joined over the file by how they sound. */
export async function diarize(
  blocks: AsyncIterable<Float32Array>,
  models: DiarizationModels,
  options: DiarizationOptions,
  hooks: DiarizationHooks,
): Promise<Turn[]> {
  return turnsIn(await listen(blocks, models, options.step, hooks), options);
}

/** Hears the windows one group after the other; what is kept of each is small. */
export async function listen(
  blocks: AsyncIterable<Float32Array>,
  models: DiarizationModels,
  step: number,
  { signal, onSamples }: DiarizationHooks,
): Promise<HeardAudio> {
  const windows: HeardWindow[] = [];
  let samples = 0;
  for await (const group of inGroups(audioWindows(blocks, framesIn(step) * FRAME_STEP), BATCH)) {
    const activities = await segment(models.segmentation, group);
    for (const [at, window] of group.entries()) {
      signal.throwIfAborted();
      const activity = activities[at]!;
      const rows = kaldiFbank(window.samples.subarray(0, window.length));
      windows.push({ start: window.start, activity, voices: await voicesOf(models.embedding, rows, activity) });
      samples = window.start + window.length;
      onSamples(samples);
    }
  }
  return { windows, samples };
}

/** Finds the speakers behind the voices of all windows, and when each of them speaks. */
export function turnsIn({ windows, samples }: HeardAudio, options: DiarizationOptions): Turn[] {
  const speakers = speakersOf(clearVoices(windows), options);
  const assigned = windows.map(({ start, activity, voices }) => ({
    start,
    activity,
    speakers: assign(voices, speakers),
  }));
  return turnsOf(assigned, { samples, speakers: speakers.length, exclusive: options.exclusive });
}

/** Voices that were heard alone for long enough; all, where fewer than two were. */
function clearVoices(windows: readonly HeardWindow[]): Float32Array[] {
  const heard = windows.flatMap(({ voices }) =>
    voices.flatMap((voice) => (voice?.embedding ? [{ ...voice, embedding: voice.embedding }] : [])),
  );
  const clear = heard.filter(({ aloneSeconds }) => aloneSeconds >= CLEAR_VOICE);
  return (clear.length < 2 ? heard : clear).map(({ embedding }) => embedding);
}
