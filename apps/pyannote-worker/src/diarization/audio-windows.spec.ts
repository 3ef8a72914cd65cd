import { audioWindows, inGroups, type AudioWindow } from './audio-windows';
import { WINDOW_SAMPLES } from './frames';

const STEP = 39_960;

/** Samples that count upwards, in blocks. */
async function* counting(length: number, block = 16_000): AsyncGenerator<Float32Array> {
  for (let at = 0; at < length; at += block)
    yield Float32Array.from({ length: Math.min(block, length - at) }, (_, i) => at + i);
}

async function windowsOf(length: number): Promise<AudioWindow[]> {
  const windows: AudioWindow[] = [];
  for await (const window of audioWindows(counting(length), STEP)) windows.push(window);
  return windows;
}

describe('the windows of an audio', () => {
  it('overlap, and the last one ends where the audio ends', async () => {
    const length = WINDOW_SAMPLES + 2 * STEP - 5;
    const windows = await windowsOf(length);
    expect(windows.map(({ start }) => start)).toEqual([0, STEP, 2 * STEP]);
    for (const { start, samples, length: filled } of windows) {
      expect([samples[0], samples[filled - 1]]).toEqual([start, start + filled - 1]);
    }
    expect(windows.at(-1)?.samples.subarray(-5)).toEqual(new Float32Array(5));
  });

  it.each([
    [1600, 1],
    [WINDOW_SAMPLES, 1],
    [WINDOW_SAMPLES + 1, 2],
  ])('of %d samples are %d', async (length, count) => {
    const windows = await windowsOf(length);
    expect(windows).toHaveLength(count);
    expect(windows.at(-1)!.start + windows.at(-1)!.length).toBe(length);
  });
});

it('of an hour are given one by one, with less than two windows of it read ahead', async () => {
  const length = 3600 * 16_000;
  let read = 0;
  async function* counted(): AsyncGenerator<Float32Array> {
    for (; read < length; read += 16_000) yield new Float32Array(16_000);
  }
  let [windows, ahead] = [0, 0];
  for await (const { start } of audioWindows(counted(), STEP)) {
    windows += 1;
    ahead = Math.max(ahead, read - start);
  }
  expect(windows).toBe(Math.ceil((length - WINDOW_SAMPLES) / STEP) + 1);
  expect(ahead).toBeLessThan(2 * WINDOW_SAMPLES);
});

it('puts items into groups, the last of which may be smaller', async () => {
  const groups: Float32Array[][] = [];
  for await (const group of inGroups(counting(70_000), 2)) groups.push(group);
  expect(groups.map((group) => group.length)).toEqual([2, 2, 1]);
});
