import { mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Checkpoints } from './checkpoints';

let directory: string;
beforeEach(async () => void (directory = await mkdtemp(join(tmpdir(), 'switchyard-checkpoints-'))));
afterEach(() => rm(directory, { recursive: true }));

const samples = Float32Array.of(0, 0.5, -0.5);
const settings = { model: 'abc', beamSize: 5 };

describe('checkpoints', () => {
  it('give back to another attempt what was kept', async () => {
    await new Checkpoints(directory, settings).keep({ samples }, { text: 'hello' });
    expect(await new Checkpoints(directory, { ...settings }).find({ samples })).toEqual({ text: 'hello' });
  });

  it.each([
    ['other audio', settings, { samples: Float32Array.of(0, 0.5, -0.4) }],
    ['audio of another length', settings, { samples: Float32Array.of(0, 0.5) }],
    ['another option', { ...settings, beamSize: 1 }, { samples }],
    ['another model', { ...settings, model: 'abd' }, { samples }],
    ['another language', settings, { samples, language: 'de' }],
  ])('know nothing of %s', async (_, now, part) => {
    await new Checkpoints(directory, settings).keep({ samples }, { text: 'hello' });
    expect(await new Checkpoints(directory, now).find(part)).toBeUndefined();
  });

  it('tell parts of one buffer apart', async () => {
    const both = Float32Array.of(1, 2, 3, 4);
    const checkpoints = new Checkpoints(directory, settings);
    await checkpoints.keep({ samples: both.subarray(0, 2) }, { text: 'first' });
    expect(await checkpoints.find({ samples: both.subarray(2) })).toBeUndefined();
    expect(await checkpoints.find({ samples: both.slice(0, 2) })).toEqual({ text: 'first' });
  });

  it('do not use a file without its end, and replace it', async () => {
    const checkpoints = new Checkpoints(directory, settings);
    await checkpoints.keep({ samples }, { text: 'hello' });
    const [file = ''] = await readdir(directory);
    await truncate(join(directory, file), 5);
    expect(await checkpoints.find({ samples })).toBeUndefined();
    await checkpoints.keep({ samples }, { text: 'again' });
    expect(await checkpoints.find({ samples })).toEqual({ text: 'again' });
    expect(await readdir(directory)).toEqual([file]);
  });
});
