import { decoderThreads, encodingIn } from './encoding';
import { cpuSecondsFor } from './limits';
import type { MediaInfo } from '../probe/media-info';

describe('encoding in bounded memory', () => {
  it.each([
    [1920, 1080, 8, 12, 'rc-lookahead=40', []],
    [3840, 2160, 64, 12, 'rc-lookahead=25', []],
    [7680, 4320, 64, 3, 'rc-lookahead=6:sync-lookahead=0:bframes=0:ref=1:mbtree=0', ['-threads', '2']],
    [8192, 8192, 64, 1, 'rc-lookahead=3:sync-lookahead=0:bframes=0:ref=1:mbtree=0', ['-threads', '2']],
  ])(
    'keeps fewer pictures the larger they are: %d x %d on %d cores',
    (width, height, cores, threads, params, decoder) => {
      const size = { width, height };
      expect(encodingIn(size, cores)).toEqual(['-threads:v', String(threads), '-x264-params', params]);
      expect(decoderThreads(size)).toEqual(decoder);
    },
  );
});

it('allows more CPU time the more pixels a file has', () => {
  const info = (duration: number, size: object) =>
    ({ format: { duration }, streams: [{ type: 'video', ...size }] }) as MediaInfo;
  expect(cpuSecondsFor(info(100, {}))).toBe(700);
  expect(cpuSecondsFor(info(100, { width: 1920, height: 1080, fps: 30 }))).toBe(600 + 4148);
});
