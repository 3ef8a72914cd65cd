import type { Span } from '../span';
import { takeSpans } from './take-spans';

async function* blocksOf(length: number, size: number): AsyncGenerator<Float32Array> {
  for (let at = 0; at < length; at += size) {
    yield Float32Array.from({ length: Math.min(size, length - at) }, (_, n) => at + n);
  }
}

async function taken(spans: Span[], size: number): Promise<[number, number, number][]> {
  const found: [number, number, number][] = [];
  for await (const { samples } of takeSpans(blocksOf(100, size), spans)) {
    found.push([samples[0]!, samples.at(-1)!, samples.length]);
  }
  return found;
}

describe('the samples of spans', () => {
  const spans = [
    { start: 0, end: 10 },
    { start: 10, end: 33 },
    { start: 40, end: 41 },
    { start: 41, end: 100 },
  ];

  it.each([1, 7, 10, 64, 1000])('are whole out of blocks of %d', async (size) => {
    expect(await taken(spans, size)).toEqual([
      [0, 9, 10],
      [10, 32, 23],
      [40, 40, 1],
      [41, 99, 59],
    ]);
  });

  it('end with the last span, without reading on', async () => {
    let read = 0;
    const counted = (async function* () {
      for await (const block of blocksOf(1000, 10)) {
        read += 1;
        yield block;
      }
    })();
    for await (const _ of takeSpans(counted, [{ start: 5, end: 20 }]));
    expect(read).toBe(2);
  });
});
