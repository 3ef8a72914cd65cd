import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PostprocessAndFinalizeInput } from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { factsOf } from '@switchyard/processes';
import type { TaskRun } from '@switchyard/worker-kit';
import type { OcrMethods } from '../src/ocr-methods';
import { PostprocessAndFinalize } from '../src/postprocess-and-finalize.task';

jest.setTimeout(60_000);

const root = mkdtempSync(path.join(tmpdir(), 'switchyard-long-lists-'));
const pool = new EnginePool<OcrMethods>({
  name: 'ocr',
  script: path.join(__dirname, '../src/ocr.engine.ts'),
  execArgv: ['-r', path.join(__dirname, '../../../libs/engine/test/typescript.cjs')],
  size: 1,
  idleSeconds: 60,
});
afterAll(async () => {
  await pool.close();
  rmSync(root, { recursive: true, force: true });
});

const written = (name: string, content: unknown): string => {
  const file = path.join(root, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
};
const run = {
  outputDir: async () => root,
  call: { signal: new AbortController().signal },
  describe: () => undefined,
} as unknown as TaskRun;

const engineCpuMs = (): number => factsOf(pool.state.pids[0]!)!.cpuMs;

it('leaves the event loop of the worker to its heartbeats while a list of hours is read', async () => {
  const pictures = Array.from({ length: 20_000 }, (_, at) => ({ file: `${at}.png`, start: at * 2, end: at * 2 + 1 }));
  const results = pictures.map(({ file }, at) => ({
    file,
    lines: [{ text: `This is line ${at} of a very long film`, confidence: 0.99, box: [10, 10, 300, 40] }],
  }));
  const input = Object.assign(new PostprocessAndFinalizeInput(), {
    manifest_file: written('manifest.json', { frames: pictures }),
    ocr_results_file: written('ocr_results.json', { results }),
  });
  const task = new PostprocessAndFinalize(pool);
  await task.finalize(input, run); // the engine is started
  const [before, engineBefore] = [process.cpuUsage(), engineCpuMs()];
  const made = await task.finalize(input, run);
  expect(made).toMatchObject({ cue_count: pictures.length });
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan((engineCpuMs() - engineBefore) / 4);
});
