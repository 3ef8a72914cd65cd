import { InputRejectedError } from '@switchyard/contracts';
import type { MediaInfo, ProbedStream } from './media-info';
import { requireAudio, requireLength, requireRoom, requireVideo } from './require';

const HOUR = 3600;

function infoOf(stream: Partial<ProbedStream>, { size = 10_000_000, duration = 60 } = {}): MediaInfo {
  const format = { name: 'matroska', size, duration, bit_rate: null };
  return { path: '/share/x.mkv', startTime: 0, format, streams: [{ index: 0, codec: 'c', ...stream }] } as MediaInfo;
}
const video = (width: number, height: number) => infoOf({ type: 'video', width, height });

describe('pictures', () => {
  it.each([
    [3840, 2160],
    [8192, 8192],
    [16_384, 200],
    [90, 8000],
  ])('of %d x %d are accepted', (width, height) => expect(requireVideo(video(width, height))).toMatchObject({ width }));

  it.each([
    [1, 1_000_000],
    [2, 1_000_000],
    [16_386, 2000],
    [16_000, 64],
    [64, 16_000],
    [8194, 8194],
  ])('of %d x %d are refused', (width, height) => {
    expect(() => requireVideo(video(width, height))).toThrow(InputRejectedError);
  });
});

describe('a length', () => {
  it.each([
    ['a day of speech', { size: 70_000_000, duration: 24 * HOUR }],
    ['silence in FLAC', { size: 150 * 2 * HOUR, duration: 2 * HOUR }],
    ['a short gap', { size: 8000, duration: 1700 }],
  ])('of %s is accepted', (_, format) => expect(requireLength(infoOf({}, format))).toBe(format.duration));

  it.each([
    ['a gap of hours in 8 kB', { size: 8000, duration: 50_000 }, 'long gaps'],
    ['weeks', { size: 2 ** 40, duration: 300 * HOUR }, 'more than the 172800 s of MAX_MEDIA_SECONDS'],
    ['nothing', { size: 8000, duration: 0 }, 'a length of 0 seconds'],
  ])('of %s is refused', (_, format, said) => expect(() => requireLength(infoOf({}, format))).toThrow(said));
});

it('refuses audio of a few samples a second', () => {
  const audio = (sample_rate: number) => infoOf({ type: 'audio', sample_rate, channels: 1 });
  expect(requireAudio(audio(8000))).toMatchObject({ sample_rate: 8000 });
  expect(() => requireAudio(audio(1))).toThrow('has 1 samples a second, fewer than 1000');
});

it('does not limit the output where files have no limit', () => {
  expect(requireRoom(infoOf({}), 2 ** 50)).toBeUndefined();
});
