import { execFileSync } from 'node:child_process';
import { madeByFfmpeg } from '@switchyard/testing';

const RATE = 44_100;
export const SONG_SECONDS = 1.5;

/** A low tone on both sides, for music, and a high one on the left, for a voice. */
export const song = (seconds = SONG_SECONDS): Promise<string> =>
  madeByFfmpeg('song.wav', [
    ...['-f', 'lavfi', '-i'],
    `aevalsrc=0.3*sin(2*PI*330*t)+0.2*sin(2*PI*3000*t)|0.3*sin(2*PI*330*t):d=${seconds}:s=${RATE}`,
  ]);
function samplesOf(path: string): { left: Float32Array; right: Float32Array } {
  const raw = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-f', 'f32le', 'pipe:1'], { maxBuffer: 2 ** 27 });
  const all = new Float32Array(Uint8Array.from(raw).buffer);
  const channel = (first: number): Float32Array =>
    Float32Array.from({ length: all.length / 2 }, (_, at) => all[2 * at + first]!);
  return { left: channel(0), right: channel(1) };
}

/** Amplitude of a tone, away from the ends. */
function strength(samples: Float32Array, hertz: number): number {
  const part = samples.subarray(RATE / 4, samples.length - RATE / 4);
  let [re, im] = [0, 0];
  part.forEach((sample, at) => {
    re += sample * Math.cos((2 * Math.PI * hertz * at) / RATE);
    im += sample * Math.sin((2 * Math.PI * hertz * at) / RATE);
  });
  return (2 * Math.hypot(re, im)) / part.length;
}

/** The network of these tests takes the low tone for music; what it makes is multiplied with 1.022. */
export async function expectSeparated(vocalFile: string, instrumentalFile: string): Promise<void> {
  const [vocals, music] = [samplesOf(vocalFile), samplesOf(instrumentalFile)];
  expect(strength(music.left, 330)).toBeCloseTo(0.3 * 1.022, 2);
  expect(strength(music.right, 330)).toBeCloseTo(0.3 * 1.022, 2);
  expect(strength(music.left, 3000)).toBeLessThan(0.002);
  expect(strength(vocals.left, 3000)).toBeCloseTo(0.2, 2);
  expect(strength(vocals.right, 3000)).toBeLessThan(0.002);
  expect(vocals.left).toHaveLength(SONG_SECONDS * RATE);
  const { left } = samplesOf(await song());
  const off = left.map((sample, at) => Math.abs(sample - vocals.left[at]! - music.left[at]!));
  expect(off.reduce((most, each) => Math.max(most, each))).toBeLessThan(2 / 32_768);
}
