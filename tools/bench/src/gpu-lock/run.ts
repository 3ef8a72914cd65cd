import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { runBench } from '../machine/bench-process';
import { BenchRedis } from '../machine/bench-redis';
import { SCRATCH } from '../machine/places';
import { quantile } from '../statistics';
import { Conductor } from './conductor';
import type { SideName } from './side';

const JSON_FILE = join(SCRATCH, 'bench/gpu-lock.json');

/** What stands beside each other in a row. */
type Column = Exclude<SideName, 'engines'>;

interface HandOver {
  waiters: number;
  samples: number;
  p50: number;
  p99: number;
}

/** What takes a millisecond is measured in processes whose code is compiled: some thousand hand-overs come first. */
const QUICK = { warmUpSeconds: 15, holdMs: () => 15 + Math.random() * 10, locks: { 1: 1, 10: 1, 100: 1 } } as const;
/** A poller meets a release at a random moment of its interval only when the hold varies by as much. */
const SLOW = { warmUpSeconds: 0, holdMs: () => 300 + Math.random() * 500, locks: { 1: 40, 10: 12, 100: 3 } } as const;
const LOADS = { polling: SLOW, switchyard: QUICK, bare: QUICK } as const;
const NEW_PROCESSES = { ...QUICK, warmUpSeconds: 0, locks: 1, waiters: 1 } as const;
const SIDES = ['polling', 'switchyard', 'bare'] as const;
const WAITERS = [1, 10, 100] as const;
const IDLE_WAITERS = 100;
/** The engine that came in is at rest before it has to go again. */
const ENGINE_CHANGE = {
  side: 'engines',
  warmUpSeconds: 0,
  holdMs: () => 100 + Math.random() * 50,
  locks: 1,
  waiters: 1,
} as const;

/** Holds the GPU lease against the usual polling lock: how long a hand-over takes, and what waiting costs Redis. */
async function main(directory: string): Promise<void> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
  const seconds = values.quick ? 4 : 15;
  const redis = await BenchRedis.start(mkdtempSync(join(directory, 'redis-')), 'none');
  const gateDir = join(directory, 'gate');
  const measured: Record<Column, HandOver[]> = { polling: [], switchyard: [], bare: [] };
  const commands: Record<Column, number> = { polling: NaN, switchyard: NaN, bare: 0 };
  for (const side of SIDES) {
    const { locks, ...rest } = LOADS[side];
    for (const waiters of WAITERS) {
      process.stderr.write(`${side}, ${waiters} waiting\n`);
      const load = { side, ...rest, waiters, locks: locks[waiters], seconds };
      measured[side].push(handOver(waiters, await Conductor.handOvers(redis, gateDir, load)));
    }
    if (side === 'bare') continue;
    const load = { side, ...rest, waiters: IDLE_WAITERS, locks: 1, seconds: seconds * 2 };
    commands[side] = await Conductor.commandsWhileWaiting(redis, gateDir, load);
  }
  process.stderr.write('new processes, 1 waiting\n');
  const startUp = [];
  for (const side of ['switchyard', 'bare'] as const) {
    const load = { side, ...NEW_PROCESSES, seconds };
    startUp.push(handOver(load.waiters, await Conductor.handOvers(redis, gateDir, load)));
  }
  process.stderr.write('engines, 1 waiting\n');
  const load = { ...ENGINE_CHANGE, seconds: seconds * 3 };
  const engineChange = handOver(load.waiters, await Conductor.handOvers(redis, gateDir, load));
  const pings = await pingTimes(redis);
  await redis.stop();
  console.log(tableOf(measured, startUp, commands, engineChange));
  console.log(`one PING on this machine: ${ms(quantile(pings, 0.5))} / ${ms(quantile(pings, 0.99))} ms`);
  mkdirSync(dirname(JSON_FILE), { recursive: true });
  writeFileSync(JSON_FILE, JSON.stringify({ measured, startUp, engineChange, commands }, undefined, 2));
  console.log(`\nwritten to ${JSON_FILE}`);
}

/** What any answer of Redis takes here, after a pause as between two hand-overs; a hand-over needs one of them, and one more process to wake. */
async function pingTimes(redis: BenchRedis): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < 300; i++) {
    await pause(10);
    const from = performance.now();
    await redis.client.ping();
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b);
}

const handOver = (waiters: number, times: number[]): HandOver => ({
  ...{ waiters, samples: times.length, p50: quantile(times, 0.5), p99: quantile(times, 0.99) },
});

const ms = (value: number | undefined): string => (value ?? NaN).toFixed((value ?? 0) < 10 ? 2 : 0);

function tableOf(
  measured: Record<Column, HandOver[]>,
  [ours, theirs]: HandOver[],
  commands: Record<Column, number>,
  engineChange: HandOver,
): string {
  const { polling, switchyard, bare } = measured;
  const times = (one: HandOver | undefined): string => `${ms(one?.p50)} / ${ms(one?.p99)}`;
  const rows = polling.map((slow, i) => {
    const fast = switchyard[i];
    const ratio = Math.round(slow.p50 / (fast?.p50 ?? NaN));
    const name = `hand-over, ${slow.waiters} waiting, p50 / p99 (ms)`;
    return `| ${name} | ${times(slow)} | ${times(fast)} | ${times(bare[i])} | ${ratio}× |`;
  });
  const share = Math.round(commands.polling / commands.switchyard);
  return [
    '| 4 processes | polling every 0.5 s | Switchyard | bare message | p50 |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows,
    `| … in processes just started, 1 waiting | | ${times(ours)} | ${times(theirs)} | |`,
    `| … with the engine change, ${engineChange.waiters} waiting | | ${times(engineChange)} | | |`,
    `| Redis commands a second while ${IDLE_WAITERS} wait | ${ms(commands.polling)} | ${ms(commands.switchyard)} | 0 | ${share}× fewer |`,
    `| … of each process | ${ms(commands.polling / 4)} | ${ms(commands.switchyard / 4)} | 0 | |`,
  ].join('\n');
}

void runBench(main);
