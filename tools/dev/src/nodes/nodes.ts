import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { components, SwitchyardClient } from '@switchyard/client';
import Table from 'cli-table3';
import { say, since, withSystem } from '../demo/demo';
import { PLACES, ROOT, type DevSettings } from '../dev-settings';
import { childEnvironment } from '../system/child-environment';
import { ManagedProcess } from '../system/managed-process';
import { PROGRAMS, wrongIn, type Program } from './programs';

type CodeTask = components['schemas']['CodeTaskReply'];

const MACHINES = ['laptop', 'desktop', 'server'] as const;
/** It is switched off in the middle. */
const LEAVES = 'desktop';
const POLL_MS = 200;
const STOP_GRACE_MS = 10_000;
const LOOK = { style: { head: [], border: [] }, chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' } };

/** Three machines that lend their time, twenty programs, one machine that is switched off: who did what, and why he was chosen. */
export async function nodes(settings: DevSettings, signal: AbortSignal): Promise<void> {
  const began = performance.now();
  await withSystem(settings, undefined, signal, async (gateway, during) => {
    const agents = new Map<string, ManagedProcess>(MACHINES.map((name) => [name, startAgent(name, gateway.url)]));
    try {
      await untilJoined(gateway, agents, during);
      say(`nodes   ${MACHINES.join(', ')}`);
      const ids = await submit(gateway, during);
      say(`tasks   ${ids.length} programs wait`);
      await untilDone(gateway, ids, ids.length / 3, during);
      await agents.get(LEAVES)?.stop(STOP_GRACE_MS);
      say(`nodes   ${LEAVES} is switched off; what ran there goes back to the queue`);
      const tasks = await untilDone(gateway, ids, ids.length, during);
      report(tasks);
      say(`${await contributions(gateway)}\nall together ${since(began)}`);
      const wrong = wrongIn(tasks);
      if (wrong.length > 0) throw new Error(`not as it should be: ${wrong.join('; ')}`);
    } finally {
      await Promise.all([...agents.values()].map((agent) => agent.stop(STOP_GRACE_MS)));
    }
  });
}

const logOf = (name: string): string => join(PLACES.logs, `node-${name}.log`);

/** It takes its machine as idle whatever runs there: all three are this one. */
function startAgent(name: string, server: string): ManagedProcess {
  const home = join(PLACES.home, 'demo-nodes', name);
  rmSync(home, { recursive: true, force: true });
  const settings = { AGENT_SERVER: server, AGENT_ID: name, AGENT_HOME: home, AGENT_CORES: '1', AGENT_DRAIN: '0' };
  const always = { AGENT_ALWAYS: '1', AGENT_INTERVAL: '0.5', AGENT_MAX_CPU: '101', AGENT_MAX_MEMORY: '101' };
  return ManagedProcess.start({
    ...{ name, command: process.execPath, args: [join(ROOT, 'apps/node-agent/dist/main.js')], cwd: ROOT },
    env: childEnvironment({ ...settings, ...always }),
    logFile: logOf(name),
  });
}

/** @throws with what an agent says in its log, when it refuses to work or ends */
async function untilJoined(
  gateway: SwitchyardClient,
  agents: ReadonlyMap<string, ManagedProcess>,
  signal: AbortSignal,
) {
  const died = Promise.race([...agents.values()].map((agent) => agent.watch()));
  died.catch(() => undefined);
  for (let idle = 0; idle < agents.size;) {
    await Promise.race([sleep(POLL_MS, undefined, { signal }), died]);
    for (const name of agents.keys()) {
      const refusal = /"state":"refused","why":"([^"]*)"/.exec(readFileSync(logOf(name), 'utf8'))?.[1];
      if (refusal !== undefined) throw new Error(`${name} takes no work: ${refusal} (its log: ${logOf(name)})`);
    }
    const known = (await gateway.take(gateway.http.GET('/nodes'))).nodes;
    idle = known.filter(({ node_id, status }) => agents.has(node_id) && status === 'idle').length;
  }
}

async function submit(gateway: SwitchyardClient, signal: AbortSignal): Promise<string[]> {
  const ids: string[] = [];
  for (const { code } of PROGRAMS) {
    signal.throwIfAborted();
    const body = { code, timeout: 60, resources: { cpu: 1, memory: 128 } };
    ids.push((await gateway.take(gateway.http.POST('/tasks', { body }))).task_id);
  }
  return ids;
}

async function untilDone(
  gateway: SwitchyardClient,
  ids: readonly string[],
  enough: number,
  signal: AbortSignal,
): Promise<CodeTask[]> {
  for (;;) {
    const get = (id: string) => gateway.take(gateway.http.GET('/tasks/{id}', { params: { path: { id } } }));
    const tasks = await Promise.all(ids.map(get));
    if (tasks.filter(({ status }) => status !== 'queued' && status !== 'running').length >= enough) return tasks;
    await sleep(POLL_MS, undefined, { signal });
  }
}

function report(tasks: readonly CodeTask[]): void {
  const table = new Table({
    ...LOOK,
    head: ['program', 'ran on', 'tries', 'seconds', 'chosen by', 'score', 'printed'],
  });
  tasks.forEach(({ executed_on, tries, execution_time, chosen, result, error_message }, at) => {
    const { title } = PROGRAMS[at] as Program;
    const printed = (result ?? error_message ?? '').trim().slice(0, 30);
    const seconds = execution_time?.toFixed(2) ?? '';
    table.push([
      title,
      executed_on ?? '',
      tries,
      seconds,
      chosen?.reason ?? '',
      chosen?.score.total.toFixed(1) ?? '',
      printed,
    ]);
  });
  say(table.toString());
}

async function contributions(gateway: SwitchyardClient): Promise<string> {
  const { nodes: all } = await gateway.take(gateway.http.GET('/nodes'));
  const shares = all
    .filter(({ node_id }) => (MACHINES as readonly string[]).includes(node_id))
    .map(({ node_id, completed_tasks, status }) => `${node_id} ${completed_tasks} (${status})`);
  return `programs by machine: ${shares.join(', ')}`;
}
