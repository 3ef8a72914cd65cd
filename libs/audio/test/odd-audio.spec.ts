import { readFileSync } from 'node:fs';
import { channelMix, probeMedia, requireAudio } from '@switchyard/media';
import { collectAudio, decodeAudio } from '../src';
import { lavfi, Sounds } from './sounds';

jest.setTimeout(120_000);

const sounds = new Sounds();
const { signal } = new AbortController();
afterAll(() => sounds.remove());

const RATE = 16_000;
const decode = (file: string) => collectAudio(decodeAudio(file, { signal }));
/** A tone in the first second of every ten, otherwise silence. */
const beeps = (seconds: number, rate = 44_100): string[] =>
  lavfi(`aevalsrc='0.5*sin(2*PI*440*t)*lt(mod(t,10),1)':d=${seconds}:s=${rate}`);

/** The seconds at which a tone begins after at least half a second of silence. */
function beginnings(samples: Float32Array): number[] {
  const found: number[] = [];
  let last = -RATE;
  for (const [at, sample] of samples.entries()) {
    if (Math.abs(sample) < 0.1) continue;
    if (at - last > RATE / 2) found.push(at / RATE);
    last = at;
  }
  return found;
}
const near = (seconds: readonly number[]): unknown[] => seconds.map((at): unknown => expect.closeTo(at, 0));
const loudness = (samples: Float32Array): number => Math.max(...samples.subarray(0, RATE / 2).map(Math.abs));

describe('audio that changes in the middle', () => {
  const joined = (name: string, parts: string[]): string =>
    sounds.write(name, Buffer.concat(parts.map((part) => readFileSync(part))));

  it.each([
    [
      'channels',
      [
        [1, 44_100],
        [2, 44_100],
      ],
    ],
    [
      'sample rate',
      [
        [1, 44_100],
        [1, 48_000],
      ],
    ],
    [
      'channels and sample rate',
      [
        [2, 44_100],
        [1, 32_000],
      ],
    ],
  ] as const)('keeps its times when the %s change', async (what, forms) => {
    const name = what.replaceAll(' ', '-');
    const parts = [...forms, ...forms].map(([channels, rate]: readonly [number, number], at) =>
      sounds.make(
        `${name}-${at}.mp3`,
        ...[...beeps(20, rate), '-ac', String(channels), '-write_xing', '0', '-id3v2_version', '0'],
      ),
    );
    const samples = await decode(joined(`${name}.mp3`, parts));
    expect(samples.length / RATE).toBeCloseTo(80, 0);
    const found = beginnings(samples);
    expect(found).toHaveLength(8);
    for (const [at, second] of found.entries()) expect(Math.abs(second - at * 10)).toBeLessThan(0.3);
  });

  it('keeps its times when a broadcast goes from 5.1 to stereo', async () => {
    const ac3 = (name: string, channels: string, offset: string): string =>
      sounds.make(name, ...beeps(20, 48_000), '-ac', channels, '-c:a', 'ac3', '-output_ts_offset', offset);
    const file = joined('broadcast.ts', [ac3('surround.ts', '6', '0'), ac3('stereo.ts', '2', '20')]);
    expect(beginnings(await decode(file))).toEqual(near([0, 10, 20, 30]));
  });
});

describe('audio that begins later than the picture', () => {
  const film = (name: string, ...late: string[]): string =>
    sounds.make(name, ...lavfi('testsrc=d=6:s=64x64:r=25'), ...late, ...beeps(4, 48_000), '-c:v', 'mpeg2video');

  it.each(['film.ts', 'film.mpg', 'film.mkv'])('has the times of %s', async (name) => {
    const samples = await decode(film(name, '-itsoffset', '2'));
    expect(beginnings(samples)).toEqual([expect.closeTo(2, 1)]);
    expect(samples.length / RATE).toBeCloseTo(6, 0);
  });

  it('has the times of a transport stream also when that is long', async () => {
    expect(beginnings(await decode(film('late.ts', '-itsoffset', '14')))).toEqual([expect.closeTo(14, 1)]);
  });
});

it('audio of which an edit list skips the beginning has the times that a player plays', async () => {
  const whole = sounds.make('whole.mp4', ...lavfi('testsrc=d=12:s=64x64:r=25'), ...beeps(12, 48_000), '-c:a', 'aac');
  const cut = sounds.make('cut.mp4', '-ss', '3', '-i', whole, '-c', 'copy');
  expect(beginnings(await decode(cut))).toEqual([expect.closeTo(7, 1)]);
});

describe('channels', () => {
  const mixOf = async (file: string) => {
    const info = await probeMedia(file, signal);
    return channelMix(info, requireAudio(info), signal);
  };
  /** A WAV whose channels have no places; the samples are `given` channel by channel. */
  const channels = (name: string, given: readonly string[], seconds = 2): string =>
    sounds.make(name, ...lavfi(`aevalsrc='${given.join('|')}':d=${seconds}:s=16000`), ...withoutPlaces(given.length));
  const withoutPlaces = (count: number): string[] => {
    const same = Array.from({ length: count }, (_, at) => `c${at}=c${at}`);
    return ['-af', `pan=${count}C|${same.join('|')}`, '-c:a', 'pcm_s16le'];
  };
  const TONE = '0.5*sin(2*PI*440*t)';

  it.each([3, 9, 12, 16, 40])('are heard when %d of them have no places', async (count) => {
    const given = Array.from({ length: count }, (_, at) => (at === count - 1 ? TONE : '0'));
    expect(loudness(await decode(channels(`${count}.wav`, given)))).toBeGreaterThan(0.1);
  });

  it('without places are added up as loud as those that hold something', async () => {
    const [one, all] = [[TONE, ...Array<string>(9).fill('0')], Array<string>(10).fill(TONE)];
    expect(loudness(await decode(channels('one-of-ten.wav', one)))).toBeCloseTo(0.5, 2);
    expect(loudness(await decode(channels('ten.wav', all)))).toBeCloseTo(0.5, 2);
  });

  it('that cancel each other out are reported, and one of them is taken', async () => {
    const file = channels('upside-down.wav', [TONE, `-0.9*(${TONE})`]);
    const said = 'the channels of the audio cancel each other out; only channel 1 of 2 was used';
    expect(await mixOf(file)).toEqual({ filter: 'pan=mono|c0=c0', degraded: [said] });
    expect(loudness(await decode(file))).toBeCloseTo(0.5, 2);
  });

  it.each([
    ['are the same', [TONE, TONE]],
    ['are on one side', [TONE, '0']],
    ['differ', [TONE, '0.5*sin(2*PI*300*t)']],
    ['are silent', ['0', '0']],
  ])('that %s are mixed as always', async (what, given) => {
    expect(await mixOf(channels(`${what.replaceAll(' ', '-')}.wav`, given))).toEqual({ degraded: [] });
  });
});
