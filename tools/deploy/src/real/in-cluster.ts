// Runs in a pod of the cluster, from standard input: node - PREFIX COUNT EVERY_MS SEGMENTS
// Hands in tasks for the subtitle worker, one after the other, as a client that tries again, and prints how each ended.
import { SwitchyardClient } from '@switchyard/client';
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const [prefix, count, everyMs, segments] = process.argv.slice(2);
const client = new SwitchyardClient('http://api-gateway', { key: process.env['SWITCHYARD_KEY'] });

async function insist<T>(call: () => Promise<T>): Promise<{ value: T; refused: number }> {
  for (let refused = 0; ; refused++) {
    try {
      return { value: await call(), refused };
    } catch (error) {
      if (refused === 300) throw error;
      await sleep(200);
    }
  }
}

async function run(at: number, segments_file: string): Promise<void> {
  await sleep(at * Number(everyMs));
  const task_id = `${prefix}-${at}`;
  const input_data = { segments_file, max_chars_per_line: 200, max_lines: 4 };
  const submit = () => client.tasks.submit({ task_name: 'wservice.generate_subtitle_files', task_id, input_data });
  const { refused } = await insist(submit);
  const { value } = await insist(() => client.tasks.end(task_id));
  process.stdout.write(`${JSON.stringify({ task_id, status: value.status, attempt: value.attempt, refused })}\n`);
}

async function main(): Promise<void> {
  const file = `/tmp/${prefix}.json`;
  const text = '火车七点半准时出发，'.repeat(500);
  const all = Array.from({ length: Number(segments) }, (_, at) => ({ start: at * 10, end: at * 10 + 9, text }));
  await writeFile(file, JSON.stringify({ segments: all }));
  const { value } = await insist(() => client.files.upload(file));
  await Promise.all(Array.from({ length: Number(count) }, (_, at) => run(at, value.path)));
}

void main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
