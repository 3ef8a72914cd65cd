import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { AudioMeter, collectAudio, decodeAudio, type DecodeOptions } from '../src';
import { lavfi, Sounds, tone } from './sounds';

jest.setTimeout(60_000);

const sounds = new Sounds();
const { signal } = new AbortController();
afterAll(() => sounds.remove());

const decode = (file: string, options: Partial<DecodeOptions> = {}) =>
  collectAudio(decodeAudio(file, { signal, ...options }));

/** How far samples are from the tone of `tone()`, at most, between two seconds. */
const awayFromTone = (samples: Float32Array, from: number, to: number, delay = 0): number => {
  let most = 0;
  for (let n = Math.round(from * 16_000); n < to * 16_000; n++) {
    most = Math.max(most, Math.abs(samples[n]! - 0.5 * Math.sin(2 * Math.PI * 440 * (n / 16_000 - delay))));
  }
  return most;
};

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
/** What arrays hold that something still refers to. */
const keptBytes = (): number => {
  collectGarbage();
  collectGarbage(); // a collection frees arrays beside the program; the next one waits for that
  return process.memoryUsage().arrayBuffers;
};

describe('decoded audio', () => {
  it.each([
    ['s16.wav', 16_000, ['-c:a', 'pcm_s16le'], 0.001],
    ['s24.wav', 44_100, ['-c:a', 'pcm_s24le'], 0.001],
    ['f32.wav', 48_000, ['-c:a', 'pcm_f32le'], 0.001],
    ['u8.wav', 8_000, ['-c:a', 'pcm_u8'], 0.01],
    ['lossless.flac', 44_100, ['-sample_fmt', 's16'], 0.001],
    ['tone.mp3', 44_100, ['-c:a', 'libmp3lame'], 0.03],
    ['tone.opus', 48_000, ['-c:a', 'libopus'], 0.03],
    ['tone.webm', 48_000, ['-c:a', 'libopus'], 0.03],
    ['tone.m4a', 44_100, ['-c:a', 'aac', '-b:a', '128k'], 0.03],
    ['tone.ogg', 44_100, ['-c:a', 'libvorbis'], 0.03],
  ])('of %s (%d Hz) has each sample at its place', async (name, rate, codec, tolerance) => {
    const samples = await decode(sounds.make(name, ...tone(2.5, rate), ...codec));
    expect(samples.length).toBeGreaterThanOrEqual(40_000);
    expect(samples.length).toBeLessThan(41_000);
    expect(awayFromTone(samples, 0.2, 2.3)).toBeLessThan(tolerance);
  });

  it('mixes two channels into one', async () => {
    const source = lavfi(`aevalsrc='0.8*sin(2*PI*440*t)|0.2*sin(2*PI*440*t)':d=1:s=16000`);
    expect(awayFromTone(await decode(sounds.make('two.wav', ...source)), 0, 1)).toBeLessThan(0.001);
  });

  it('is that of a video, silent until its sound begins', async () => {
    const args = [...lavfi('testsrc=d=3:s=64x64'), '-itsoffset', '1.5', ...tone(1.5), '-c:a', 'aac', '-b:a', '96k'];
    const samples = await decode(sounds.make('late.mp4', ...args));
    expect(Math.max(...samples.subarray(0, 1.4 * 16_000).map(Math.abs))).toBe(0);
    expect(awayFromTone(samples, 1.7, 2.8, 1.5)).toBeLessThan(0.03);
  });

  it('keeps the time of what comes after a hole', async () => {
    const hole = ['-af', `asetpts='PTS+gte(T,1)*2/TB'`, '-c:a', 'pcm_s16le'];
    const samples = await decode(sounds.make('hole.mkv', ...tone(2), ...hole));
    expect(samples.length).toBe(64_000);
    expect(Math.max(...samples.subarray(1.2 * 16_000, 2.8 * 16_000).map(Math.abs))).toBe(0);
    expect(awayFromTone(samples, 3.2, 4, 2)).toBeLessThan(0.001);
  });

  it('is one of several streams, when asked for', async () => {
    const args = [...lavfi('anullsrc=r=16000:cl=mono:d=1'), ...tone(1), '-map', '0', '-map', '1'];
    const file = sounds.make('streams.mka', ...args, '-c:a', 'pcm_s16le');
    expect(new Set(await decode(file))).toEqual(new Set([0]));
    expect(awayFromTone(await decode(file, { stream: 1 }), 0, 1)).toBeLessThan(0.001);
    await expect(decode(file, { stream: 2 })).rejects.toThrow('streams.mka has no audio track 2: it has tracks 0 to 1');
  });

  it('may be very short', async () => {
    expect((await decode(sounds.make('short.wav', ...tone(0.1)))).length).toBe(1600);
  });
});

describe('a piece of a file', () => {
  it.each([
    ['mp3', ['-c:a', 'libmp3lame', '-q:a', '4']],
    ['m4a', ['-c:a', 'aac']],
    ['opus', ['-c:a', 'libopus']],
    ['wav', ['-c:a', 'pcm_s16le']],
  ])('of %s is the same samples as in the whole', async (ending, codec) => {
    const file = sounds.make(`pieces.${ending}`, ...lavfi('anoisesrc=d=9:c=pink:seed=7:r=44100'), ...codec);
    const whole = await decode(file);
    const pieces = [
      await decode(file, { duration: 3.0001 }),
      await decode(file, { start: 3.0001, duration: 4.25 }),
      await decode(file, { start: 7.2501 }),
    ];
    expect(Buffer.concat(pieces.map(({ buffer }) => Buffer.from(buffer))).equals(Buffer.from(whole.buffer))).toBe(true);
  });

  it('behind the end is empty', async () => {
    expect(await decode(sounds.make('one.wav', ...tone(1)), { start: 5 })).toHaveLength(0);
  });
});

describe('a file that cannot be decoded', () => {
  it.each([
    ['empty.wav', '', 'empty.wav is not a video or audio file that can be read: it is an empty file'],
    [
      'text.wav',
      'Ever tried. Ever failed.',
      'text.wav is not a video or audio file that can be read: it is a text file',
    ],
    ['list.mp3', '#EXTM3U\nhttp://127.0.0.1:1/a.mp3\n', 'it is a playlist (HLS), not media'],
  ])('%s is refused', async (name, content, words) => {
    const refused = decode(sounds.write(name, content));
    await expect(refused).rejects.toMatchObject({ code: 'INPUT_REJECTED', message: expect.stringContaining(words) });
  });

  it('is a video without sound', async () => {
    const silent = sounds.make('silent.mp4', ...lavfi('testsrc=d=1:s=64x64'));
    await expect(decode(silent)).rejects.toThrow(/^silent.mp4 has no audio: it holds 1 video stream \(h264\)$/);
  });

  it('is a WAV without samples', async () => {
    const refused = decode(sounds.floatWav('none.wav', new Float32Array(0)));
    await expect(refused).rejects.toMatchObject({ code: 'INPUT_REJECTED' });
  });
});

describe('samples that are no numbers', () => {
  it('become silence and are reported', async () => {
    const samples = new Float32Array(32_000).fill(0.25);
    samples.set([NaN, Infinity, -Infinity], 10_000);
    const meter = new AudioMeter();
    const decoded = await decode(sounds.floatWav('few.wav', samples), { meter });
    expect(decoded.every(Number.isFinite)).toBe(true);
    expect(meter.report()).toMatchObject({ samples: 32_000, nonFinite: 3, peak: 0.25 });
  });

  it('are refused when they are many', async () => {
    const refused = decode(sounds.floatWav('many.wav', new Float32Array(32_000).fill(NaN)));
    await expect(refused).rejects.toMatchObject({ code: 'INPUT_REJECTED', message: expect.stringContaining('NaN') });
  });
});

describe('decoding as a stream', () => {
  it('gives blocks of a second that may be kept', async () => {
    const lengths: number[] = [];
    for await (const block of decodeAudio(sounds.make('blocks.wav', ...tone(2.5)), { signal }))
      lengths.push(block.length);
    expect(lengths).toEqual([16_000, 16_000, 8000]);
  });

  it('waits for its reader', async () => {
    const meter = new AudioMeter();
    const blocks = decodeAudio(sounds.make('patient.wav', ...tone(600)), { signal, meter });
    await blocks.next();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(meter.report().seconds).toBe(1);
    await blocks.return();
  });

  it('ends on abort with its reason', async () => {
    const cancel = new AbortController();
    const blocks = decodeAudio(sounds.make('long.wav', ...tone(600)), { signal: cancel.signal });
    await blocks.next();
    cancel.abort(new Error('not any more'));
    const drained = (async () => {
      for await (const _ of blocks);
    })();
    await expect(drained).rejects.toThrow('not any more');
  });

  it('takes an hour in the memory of a minute', async () => {
    const file = sounds.make('hour.wav', ...lavfi('anullsrc=r=8000:cl=mono:d=3600'), '-c:a', 'pcm_u8');
    const before = keptBytes();
    let [samples, blocks, most] = [0, 0, 0];
    for await (const block of decodeAudio(file, { signal })) {
      samples += block.length;
      if (++blocks % 600 === 0) most = Math.max(most, keptBytes());
    }
    expect(samples).toBe(3600 * 16_000);
    expect(most - before).toBeLessThan(16_000_000); // all of it: 230 MB
  });
});
