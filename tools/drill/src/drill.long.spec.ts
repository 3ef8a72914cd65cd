import { spawn } from 'node:child_process';
import { join } from 'node:path';

const PROGRAM = join(__dirname, '..', 'dist', 'main.js');

/** @param interruptAt is interrupted when its output looks so */
const runUntil = (interruptAt: RegExp | undefined, ...args: string[]): Promise<{ code: number | null; text: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const hear = (chunk: Buffer): void => {
      text += chunk.toString();
      if (interruptAt?.test(text)) child.kill('SIGINT');
    };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', hear);
    child.once('close', (code) => resolve({ code, text }));
  });

const run = (...args: string[]) => runUntil(undefined, ...args);

describe('a short drill', () => {
  it('kills a worker, an engine, Redis and the monitor, and finds every promise kept', async () => {
    const { code, text } = await run(...'--seed 390 --seconds 10 --tasks 3 --services ffmpeg,paddleocr'.split(' '));
    // The report names each broken promise, so a failure shows all of it.
    expect(code === 0 ? '' : text).toBe('');
    expect(text).toMatch(/^[1-9]\d* GPU leases, .* [1-9]\d* entrances through the gate$/m);
    for (const victim of ['worker', 'engine', 'redis', 'leader']) expect(text).toContain(`kill ${victim}`);
    for (const promise of ['tasks lost', 'second outcomes', 'two holders at once', 'gate conflicts', 'left behind'])
      expect(text).toMatch(new RegExp(`^${promise} +0$`, 'm'));
  }, 120_000);

  it('ends with one line when it is interrupted in the middle of faults', async () => {
    const args = '--seed 11 --seconds 60 --tasks 3 --services ffmpeg'.split(' ');
    const { code, text } = await runUntil(/, [3-9] of \d+ faults/, ...args);
    expect(code).toBe(1);
    expect(text.trimEnd().split('\n').at(-1)).toBe('drill: stopped by SIGINT');
  }, 120_000);

  it('says what is wrong with what it was asked for', async () => {
    expect(await run('--tasks', 'many')).toMatchObject({
      code: 1,
      text: expect.stringMatching(/--tasks must be a whole/),
    });
    expect(await run('--services', 'post')).toMatchObject({ code: 1, text: expect.stringMatching(/no service post/) });
  }, 20_000);
});
