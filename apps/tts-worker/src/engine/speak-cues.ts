import type { EngineWork } from '@switchyard/engine';
import { fitCue } from '../speech/fit-cue';
import { stretched, trimmed, upsampled } from '../speech/stretch';
import type { PlacedCue, SpeakCuesJob, SpokenCues, TimedText } from '../tts-methods';
import { AudioTrack } from './audio-track';
import type { LoadedVoices } from './loaded-voices';

/** Speaks each cue in its time. Progress is by cues. */
export async function speakCues(job: SpeakCuesJob, voices: LoadedVoices, work: EngineWork): Promise<SpokenCues> {
  const { cues, minGap, maxSpeedup, duration } = job;
  const rates: number[] = [];
  for (const place of job.voices) rates.push((await voices.get(place, work.signal)).sampleRate);
  const track = await AudioTrack.create(job.target, Math.max(...rates), job.format, work.signal);
  const length = Math.max(duration ?? 0, ...cues.slice(-1).map(({ end }) => end));
  track.require(length);
  const placed: PlacedCue[] = [];
  for (const [at, cue] of cues.entries()) {
    work.signal.throwIfAborted();
    const speech = await said(cue, job, voices, track.sampleRate, work.signal);
    const room = { cue, free: track.seconds, next: cues[at + 1]?.start, duration, minGap, maxSpeedup };
    const place = fitCue(speech.length / track.sampleRate, room);
    await track.silenceUntil(place.start);
    await track.append(stretched(speech, place.speedup, track.sampleRate));
    placed.push(place);
    work.progress((at + 1) / cues.length);
  }
  await track.silenceUntil(length);
  return { path: await track.finish(), seconds: track.seconds, placed };
}

async function said(
  { pieces, voice: index }: TimedText,
  { voices: places }: SpeakCuesJob,
  voices: LoadedVoices,
  sampleRate: number,
  signal: AbortSignal,
): Promise<Float32Array> {
  const place = places[index];
  if (!place) throw new Error(`the job has no voice ${index}`);
  const voice = await voices.get(place, signal);
  const parts: Float32Array[] = [];
  for (const piece of pieces) parts.push(trimmed(await voice.say(piece, 1), voice.sampleRate));
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return upsampled(whole, voice.sampleRate, sampleRate);
}
