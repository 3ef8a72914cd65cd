import { stretched, trimmed, upsampled } from './stretch';

const RATE = 22_050;
const tone = (hertz: number, seconds: number): Float32Array =>
  Float32Array.from(
    { length: Math.round(seconds * RATE) },
    (_, at) => 0.5 * Math.sin((2 * Math.PI * hertz * at) / RATE),
  );

/** By how often the wave rises through zero. */
function pitchOf(samples: Float32Array): number {
  const inner = samples.subarray(1000, -1000);
  const rises = inner.filter((value, at) => at > 0 && value >= 0 && (inner[at - 1] ?? 0) < 0).length;
  return (rises * RATE) / inner.length;
}

describe('speech at another speed', () => {
  it.each([0.8, 1.2, 1.5, 2])('at %s times has its length, its pitch and its loudness', (speedup) => {
    const slow = tone(150, 1.5);
    const result = stretched(slow, speedup, RATE);
    expect(result.length).toBe(Math.round(slow.length / speedup));
    expect(pitchOf(result)).toBeCloseTo(150, -0.5);
    const middle = result.subarray(4000, -4000);
    const power = middle.reduce((sum, value) => sum + value * value, 0) / middle.length;
    expect(power).toBeCloseTo(0.125, 1.5);
  });

  it('is the same at the same speed, and short speech does no harm', () => {
    const speech = tone(100, 0.01);
    expect(stretched(speech, 1, RATE)).toBe(speech);
    expect(stretched(speech, 2, RATE)).toHaveLength(Math.round(speech.length / 2));
    expect(stretched(new Float32Array(0), 2, RATE)).toHaveLength(1);
  });
});

it('takes the silence off both ends and keeps a margin', () => {
  const samples = new Float32Array(3 * RATE);
  samples.set(tone(200, 1), RATE);
  const kept = trimmed(samples, RATE);
  expect(kept.length / RATE).toBeCloseTo(1.06, 1.5);
  expect(trimmed(new Float32Array(100), RATE)).toHaveLength(0);
});

it('keeps the pitch at a higher sample rate', () => {
  const result = upsampled(tone(150, 1), RATE, 44_100);
  expect(result.length).toBe(44_100);
  expect(pitchOf(result) * 2).toBeCloseTo(150, -0.5);
});
