import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GpuLockReader } from '@switchyard/gpu-lock';
import { startedWith } from '@switchyard/processes';
import { attemptOf } from '@switchyard/storage';
import type { DrillSystem } from '../system/drill-system';
import type { Places } from '../system/places';

/** Engines notice within half a second that their worker has ended. */
const SETTLE_MS = 2000;
const POLL_MS = 100;

/** Processes and temporary files that are still there after everything was ended. */
export async function leftOnMachine(places: Places, gateway: number): Promise<string[]> {
  const deadline = performance.now() + SETTLE_MS;
  const look = (): string[] => [
    ...startedWith(`TMPDIR=${places.temp}`)
      .filter(({ pid }) => pid !== gateway)
      .map(({ pid, command }) => `process ${pid}: ${command.slice(0, 120)}`),
    ...readdirSync(places.temp).map((name) => `temporary file ${name}`),
  ];
  while (look().length > 0 && performance.now() < deadline) await sleep(POLL_MS);
  return look();
}

/** Files of workflows that no record names. */
export async function leftOnShare({ base, read }: DrillSystem): Promise<string[]> {
  const left: string[] = [];
  const namesIn = (...parts: string[]): string[] => {
    try {
      return readdirSync(join(base.share, ...parts));
    } catch {
      return [];
    }
  };
  for (const workflow of namesIn('workflows')) {
    for (const task of namesIn('workflows', workflow)) {
      for (const name of namesIn('workflows', workflow, task)) {
        const attempt = attemptOf(['workflows', workflow, task, name]);
        const record = attempt && (await read.get(attempt.taskId));
        const named = record?.status === 'succeeded' && record.fence === attempt?.fence;
        if (!named) left.push(`on the share workflows/${workflow}/${task}/${name}`);
      }
    }
  }
  return left;
}

/** Entries in Redis of attempts and leases that are over. */
export async function leftInRedis({ connection: { client }, keys }: DrillSystem): Promise<string[]> {
  const left: string[] = [];
  for (const key of [keys.heartbeats, keys.outbox]) {
    for (const member of await client.zrange(key, '0', '-1')) left.push(`${key}: ${member}`);
  }
  for (const { lockKey, state, lease, waiting } of await new GpuLockReader(client, keys).all()) {
    if (state !== 'free') left.push(`${lockKey} is ${state} of ${lease?.worker} under ${lease?.fence}`);
    if (waiting > 0) left.push(`${lockKey}: ${waiting} wait`);
  }
  return left;
}
