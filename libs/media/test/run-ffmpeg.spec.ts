import { guardedInput, probeMedia, runFfmpeg } from '../src';
import { Clips, lavfi } from './clips';

jest.setTimeout(60_000);

const clips = new Clips();
const { signal } = new AbortController();
afterAll(() => clips.remove());

describe('running ffmpeg', () => {
  it('tells progress from what was written', async () => {
    const told: number[] = [];
    const onProgress = (fraction: number) => void told.push(fraction);
    const args = [...lavfi('sine=440:d=20'), clips.path('tone.wav')];
    expect(await runFfmpeg(args, { signal, durationSeconds: 20, onProgress })).toEqual({ seconds: 20, said: '' });
    expect(told.at(-1)).toBe(0.999);
  });

  it('says so when the disk is full', async () => {
    const run = runFfmpeg([...lavfi('sine=440:d=20'), '-f', 's16le', '/dev/full'], { signal });
    await expect(run).rejects.toMatchObject({ code: 'DISK_FULL' });
  });

  it('says which limit it met', async () => {
    const zeros = ['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', '4096x4096', '-i', '/dev/zero'];
    const large = [...zeros, '-frames:v', '2', '-c:v', 'libx264', '-f', 'null', '-'];
    await expect(runFfmpeg(large, { signal, limits: { memoryBytes: 192 * 1024 ** 2 } })).rejects.toMatchObject({
      ...{ code: 'INPUT_REJECTED', retryable: false },
      message: 'ffmpeg met its limit of memory (192 MB) with this input',
    });
    const endless = [...lavfi('mandelbrot=s=640x360'), '-f', 'null', '-'];
    await expect(runFfmpeg(endless, { signal, limits: { cpuSeconds: 1 } })).rejects.toMatchObject({
      ...{ code: 'INPUT_REJECTED', message: 'ffmpeg met its limit of CPU time (1 s) with this input' },
    });
    const long = [...lavfi('sine=440:d=600'), clips.path('long.wav')];
    await expect(runFfmpeg(long, { signal, limits: { fileBytes: 1024 ** 2 } })).rejects.toMatchObject({
      ...{ code: 'INPUT_REJECTED', message: 'ffmpeg met its limit of the size of a file (1 MB) with this input' },
    });
  });

  it('ends on abort with its reason', async () => {
    const cancel = new AbortController();
    const run = runFfmpeg(['-re', ...lavfi('sine=440:d=60'), '-f', 'null', '-'], { signal: cancel.signal });
    setTimeout(() => cancel.abort(new Error('not any more')), 100);
    await expect(run).rejects.toThrow('not any more');
  });

  it('runs no decoder that is not listed, in a container that is', async () => {
    const rare = clips.path('rare.avi');
    await runFfmpeg([...lavfi('testsrc=s=64x64:d=0.2'), '-c:v', 'asv1', rare], { signal });
    await expect(probeMedia(rare, signal)).rejects.toMatchObject({ code: 'INPUT_REJECTED', retryable: false });
    const run = runFfmpeg([...guardedInput(rare), '-f', 'null', '-'], { signal });
    await expect(run).rejects.toMatchObject({
      code: 'INPUT_REJECTED',
      message: expect.stringContaining('Codec (asv1) is none'),
    });
  });

  it('opens no list of files, whatever it is called', async () => {
    const list = clips.write('list.mp4', `ffconcat version 1.0\nfile 'tone.wav'\n`);
    const run = runFfmpeg([...guardedInput(list), '-f', 'null', '-'], { signal });
    await expect(run).rejects.toMatchObject({ code: 'INPUT_REJECTED' });
  });
});
