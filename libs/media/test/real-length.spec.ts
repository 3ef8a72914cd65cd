import { readFileSync } from 'node:fs';
import { probeMedia, shortfallOf } from '../src';
import { Clips, lavfi, X264 } from './clips';

jest.setTimeout(60_000);

const clips = new Clips();
const { signal } = new AbortController();
const probe = (file: string) => probeMedia(file, signal);
const both = [...lavfi('testsrc2=s=64x48:r=25:d=12'), ...lavfi('sine=440:d=12:r=44100'), ...X264, '-c:a', 'aac'];
const beginning = (whole: string, share: number, name: string) => {
  const bytes = readFileSync(whole);
  return clips.write(name, bytes.subarray(0, bytes.length * share));
};

afterAll(() => clips.remove());

describe('a file that was cut off', () => {
  it.each([
    ['film.mp4', [...both, '-movflags', '+faststart']],
    ['film.mkv', both],
    ['film.flv', both],
    ['sound.flac', lavfi('sine=440:d=12')],
    ['sound.mp3', lavfi('sine=440:d=12')],
    ['sound.wav', lavfi('sine=440:d=12')],
  ])('%s says how much is missing, and has the length of what is there', async (name, args) => {
    const whole = await probe(clips.make(name, ...args));
    expect(whole.format.duration).toBeCloseTo(12, 0);
    expect(shortfallOf(whole)).toEqual([]);
    const cut = await probe(beginning(whole.path, 0.5, `cut-${name}`));
    const { missingSeconds = 0, statedSeconds = 0 } = cut.endsEarly ?? {};
    expect(missingSeconds).toBeGreaterThan(3);
    expect(statedSeconds).toBeCloseTo(12, 0);
    expect(cut.format.duration! + missingSeconds).toBeCloseTo(12, 0);
    expect(shortfallOf(cut)).toEqual([
      `the file ends early: ${missingSeconds.toFixed(1)} s of the ${statedSeconds.toFixed(1)} s that it states are missing`,
    ]);
  });

  it.each(['late.mkv', 'late.ts', 'late.mp4'])('is not one that begins late: %s', async (name) => {
    const info = await probe(clips.make(name, ...both, '-output_ts_offset', '50'));
    expect(info.format.duration).toBeCloseTo(12, 0);
    expect(shortfallOf(info)).toEqual([]);
  });

  it('may lack the end of one stream alone', async () => {
    const audio = clips.make('long.m4a', ...lavfi('sine=440:d=12'), '-c:a', 'aac');
    const picture = clips.make('short.mp4', ...lavfi('testsrc2=s=64x48:r=25:d=12'), ...X264);
    // All packets of the picture stand before those of the sound.
    const apart = ['-max_interleave_delta', '0', '-movflags', '+faststart'];
    const inputs = ['-i', picture, '-i', audio, '-map', '0', '-map', '1', '-c', 'copy'];
    const cut = await probe(beginning(clips.make('apart.mp4', ...inputs, ...apart), 0.6, 'cut-apart.mp4'));
    expect(cut.endsEarly?.missingSeconds).toBeGreaterThan(3);
  });
});

describe('a whole file', () => {
  it('may hold sound that is shorter than the picture', async () => {
    const args = [...lavfi('testsrc2=s=64x48:r=25:d=14'), ...lavfi('sine=440:d=2'), ...X264];
    for (const name of ['short-sound.mp4', 'short-sound.mkv', 'short-sound.avi', 'short-sound.ts']) {
      const { format, streams, endsEarly } = await probe(clips.make(name, ...args));
      expect(format.duration).toBeCloseTo(14, 0);
      expect(streams.find(({ type }) => type === 'audio')?.duration ?? 2).toBeCloseTo(2, 0);
      expect(endsEarly).toBeUndefined();
    }
  });

  it('has its real length where the stated one is a guess', async () => {
    const uneven = ['-af', `volume='if(lt(t,3),1,0.0001)':eval=frame`];
    const source = lavfi('anoisesrc=d=12:r=44100:seed=3');
    for (const [name, codec] of [
      ['uneven.aac', ['-c:a', 'aac', '-q:a', '2']],
      ['uneven.mp3', ['-q:a', '2', '-write_xing', '0']],
    ] as const) {
      const { format, streams, endsEarly } = await probe(clips.make(name, ...source, ...uneven, ...codec));
      expect([format.duration, streams[0]?.duration]).toEqual([expect.closeTo(12, 0), expect.closeTo(12, 0)]);
      expect(endsEarly).toBeUndefined();
    }
  });

  it('has the length of both where two were joined', async () => {
    const one = readFileSync(clips.make('one.mp3', ...lavfi('sine=440:d=4')));
    expect((await probe(clips.write('joined.mp3', Buffer.concat([one, one])))).format.duration).toBeCloseTo(8, 0);
  });
});
