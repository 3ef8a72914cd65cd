import { spawn } from 'node:child_process';
import { join } from 'node:path';

const PROGRAM = join(__dirname, '..', 'dist', 'main.js');

const run = (...args: string[]): Promise<{ code: number | null; text: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('close', (code) => resolve({ code, text }));
  });

describe('a short drill', () => {
  it('kills a worker, an engine, Redis and the monitor, and finds every promise kept', async () => {
    const { code, text } = await run(...'--seed 390 --seconds 10 --tasks 3 --services ffmpeg,paddleocr'.split(' '));
    expect({ code, text }).toMatchObject({ code: 0 });
    expect(text).toMatch(/^[1-9]\d* GPU leases, .* [1-9]\d* entrances through the gate$/m);
    for (const victim of ['worker', 'engine', 'redis', 'leader']) expect(text).toContain(`kill ${victim}`);
    for (const promise of ['tasks lost', 'second outcomes', 'two holders at once', 'gate conflicts', 'left behind'])
      expect(text).toMatch(new RegExp(`^${promise} +0$`, 'm'));
  }, 60_000);

  it('says what is wrong with what it was asked for', async () => {
    expect(await run('--tasks', 'many')).toMatchObject({
      code: 1,
      text: expect.stringMatching(/--tasks must be a whole/),
    });
    expect(await run('--services', 'post')).toMatchObject({ code: 1, text: expect.stringMatching(/no service post/) });
  }, 20_000);
});
