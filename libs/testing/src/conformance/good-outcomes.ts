import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemaOf, taskNamed, validate, type TaskEvent } from '@switchyard/contracts';
import { filesBelow, fingerprint, sharePathsIn } from './share-files';
import type { Submitted, WorkerBench } from './worker-bench';
import type { HappyCase } from './worker-spec';

/** Events a worker may add between its steps. */
const TOLD_ON_THE_WAY: ReadonlySet<string> = new Set(['progress', 'log', 'output', 'artifact']);

/** Everything that holds for a task that went well, whatever it did. */
export async function expectGoodOutcome(bench: WorkerBench, work: HappyCase): Promise<void> {
  const task = await bench.submit(work);
  const status = await bench.api.untilFinal(task.id);
  expect(status).toMatchObject({ status: 'succeeded', attempt: 1, progress: 1, error: null, reason: null });
  const stage = await bench.api.stage(task.id);
  expect(stage).toMatchObject({ status: 'SUCCESS', attempt: 1, error: null });
  const output = stage.output ?? {};
  expectDeclaredOutput(work.task, output);
  expectProvenance(output);
  expectOrderlyEvents(await bench.api.events(task.id));
  await expectFiles(bench, task, output);
  for (const [file, before] of task.inputs) expect(await fingerprint(file)).toBe(before);
  const file = (field: string): string => localPath(bench, String(output[field]));
  await work.check?.({ output, file });
}

function expectDeclaredOutput(name: string, output: object): void {
  const { output: type } = taskNamed(name);
  expect(validate(type, output)).toMatchObject({ ok: true });
  expect(Object.keys(output)).toEqual(expect.arrayContaining((jsonSchemaOf(type)['required'] as string[]) ?? []));
}

function expectProvenance(output: Record<string, unknown>): void {
  expect(output).toMatchObject({
    engine: { name: expect.stringMatching(/\S/) as string, version: expect.stringMatching(/\d/) as string },
    device: expect.stringMatching(/^(cpu|cuda|cpu \(simulated gpu\))$/) as string,
    duration: expect.any(Number) as number,
  });
  expect(output).toHaveProperty('real_time_factor');
  const { model } = output;
  if (model) expect(model).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
}

/** Numbered without gaps; between `started` and `completed` only progress, words and files. */
export function expectOrderlyEvents(events: TaskEvent[]): void {
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  const steps = events.map(({ type }) => type).filter((type) => !TOLD_ON_THE_WAY.has(type));
  expect(steps).toEqual(['created', 'queued', 'started', 'completed']);
}

/** What the output names is there and can be fetched; nothing else is left. */
async function expectFiles(bench: WorkerBench, task: Submitted, output: object): Promise<void> {
  const left = await bench.untilTidy(task);
  const named = sharePathsIn(output).map((path) => localPath(bench, path));
  for (const path of named) {
    expect(existsSync(path)).toBe(true);
    const files = statSync(path).isDirectory() ? (await filesBelow(path)).map((name) => join(path, name)) : [path];
    expect(files).not.toEqual([]);
    for (const file of files) expect(await downloadedSize(bench, file)).toBe(statSync(file).size);
  }
  const covered = (file: string): boolean => named.some((path) => file === path || file.startsWith(`${path}/`));
  expect(left.map((file) => join(task.directory, file)).filter((file) => !covered(file))).toEqual([]);
}

async function downloadedSize(bench: WorkerBench, file: string): Promise<number> {
  const { body } = await bench.download(file);
  let size = 0;
  for await (const chunk of body) size += chunk.byteLength;
  return size;
}

const localPath = (bench: WorkerBench, sharePath: string): string =>
  join(bench.system.share, sharePath.slice('/share'.length));
