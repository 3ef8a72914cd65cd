import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { TestSystem, videoWithAudio } from '@switchyard/testing';

const ROOT = join(__dirname, '../../..');
const TYPESCRIPT = join(ROOT, 'libs/engine/test/typescript.cjs');

describe('the example in the README of the client', () => {
  let system: TestSystem;
  beforeAll(async () => void (system = await TestSystem.start(['ffmpeg'])), 60_000);
  afterAll(() => system.stop());

  it('runs', async () => {
    const readme = readFileSync(join(ROOT, 'libs/client/README.md'), 'utf8');
    const [, example = ''] = /```ts\n([^]*?)```/.exec(readme) ?? [];
    const program = join(system.directory, 'example.ts');
    const film = await videoWithAudio();
    writeFileSync(program, example.replace('http://127.0.0.1:8000', system.api.url).replace('film.mp4', film));
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['-r', TYPESCRIPT, program]);
    expect([stderr, stdout.split('\n').slice(0, 3)]).toEqual(['', ['created', 'queued', 'started']]);
    expect(stdout).toMatch(/completed\n\{[^]*streams/);
  }, 60_000);
});
