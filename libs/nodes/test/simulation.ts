import { Keys, RedisConnection } from '@switchyard/redis';
import { TestRedis, seededRandom, withChangedScripts } from '@switchyard/testing';
import { CodeTasks } from '../src/code-tasks';
import { NodeDesk, type GivenTask } from '../src/node-desk';
import { NodeScripts } from '../src/script';

/** How much is simulated; equal machines that come, go, sleep and die. */
export interface Scale {
  nodes: number;
  hours: number;
  /** How long a machine stays; it is away for half as long. Means of exponential times. */
  hereHours: number;
  seed: number;
}

export interface Figures {
  submitted: number;
  completed: number;
  lost: number;
  recordedTwice: number;
  refusedResults: number;
  /** Jain's index of the mean waiting of the nodes; 1 is the same for all. */
  jain: number;
  longestNewcomerWaitSeconds: number;
}

const PREFIX = 'simulation:';
const CLOCK = `${PREFIX}now`;
const REAL_CLOCK = 'return t[1] * 1000 + math.floor(t[2] / 1000)';
const STEP_MS = 5000;
const RULES = { timeoutMs: 120_000, ttlMs: 365 * 86_400_000, mostNodes: 100_000 };
const HOUR_MS = 3_600_000;
/** How long programs run; the mean of exponential times. */
const MEAN_RUN_MS = 120_000;
const BEAT_EVERY_MS = 60_000;
const ASK_EVERY_MS = 20_000;
/** So many nodes that are here get a task in a second. */
const TASKS_PER_NODE_SECOND = 1 / 320;
/** Of the machines that go, so many say nothing: they sleep or die, and wake up with what they had. */
const SILENT = 0.5;

interface Machine {
  id: string;
  here: boolean;
  changesAt: number;
  beatsAt: number;
  asksAt: number;
  given?: GivenTask;
  endsAt: number;
  waitingSince?: number;
  waits: number[];
  joinedAt?: number;
}

/** What a simulation of any scale must show, on a Redis of its own. */
export async function expectFairness(scale: Scale): Promise<Figures> {
  const redis = await TestRedis.start();
  const connection = new RedisConnection(redis.url, 'patient');
  try {
    await connection.client.config('SET', 'appendonly', 'no');
    const figures = await simulate(connection, scale);
    expect(figures).toMatchObject({ lost: 0, recordedTwice: 0 });
    expect(figures.refusedResults).toBeGreaterThan(0);
    expect(figures.jain).toBeGreaterThanOrEqual(0.95);
    expect(figures.longestNewcomerWaitSeconds).toBeLessThan(600);
    return figures;
  } finally {
    connection.close();
    await redis.stop();
  }
}

/** Runs the real scripts under a clock of its own. */
async function simulate(connection: RedisConnection, { nodes, hours, hereHours, seed }: Scale): Promise<Figures> {
  const random = seededRandom(seed);
  const after = (mean: number): number => -Math.log(1 - random()) * mean;
  const redis = withChangedScripts(connection.client, (source) =>
    source.replaceAll(REAL_CLOCK, () => `return tonumber(redis.call('GET', '${CLOCK}'))`),
  );
  const scripts = new NodeScripts(redis, new Keys(PREFIX));
  const [tasks, desk] = [new CodeTasks(scripts, RULES.ttlMs), new NodeDesk(scripts, RULES)];
  const figures: Figures = {
    ...{ submitted: 0, completed: 0, lost: 0, recordedTwice: 0, refusedResults: 0 },
    ...{ jain: 0, longestNewcomerWaitSeconds: 0 },
  };
  const recorded = new Set<string>();
  const start = 1_800_000_000_000;
  let now = start;
  const machines = Array.from({ length: nodes }, (_none, at): Machine => ({
    ...{
      id: `n${at}`,
      here: false,
      changesAt: start + random() * (hereHours / 2) * HOUR_MS,
      beatsAt: 0,
      asksAt: 0,
      endsAt: 0,
      waits: [],
    },
  }));

  const beat = async (machine: Machine, status: 'idle' | 'busy' | 'offline'): Promise<void> => {
    const facts = { cpuCores: 4, memoryMb: 8192, cpuPercent: 1, memoryPercent: 10 };
    await desk.heartbeat({ node: machine.id, status, ...facts });
    machine.beatsAt = now + BEAT_EVERY_MS;
  };
  const change = async (machine: Machine): Promise<void> => {
    machine.here = !machine.here;
    machine.changesAt = now + after((machine.here ? hereHours : hereHours / 2) * HOUR_MS);
    if (machine.here) {
      machine.joinedAt ??= now;
      return beat(machine, machine.given ? 'busy' : 'idle');
    }
    machine.waitingSince = undefined;
    if (random() < SILENT) return;
    machine.given = undefined;
    await beat(machine, 'offline');
  };
  const ask = async (machine: Machine): Promise<void> => {
    machine.waitingSince ??= now;
    machine.asksAt = now + ASK_EVERY_MS;
    const given = await desk.request(machine.id, ASK_EVERY_MS * 2);
    if (!given) return;
    if ('refused' in given) {
      machine.asksAt = 0;
      return beat(machine, 'idle');
    }
    machine.waits.push(now - machine.waitingSince);
    if (machine.waits.length === 1)
      figures.longestNewcomerWaitSeconds = Math.max(
        figures.longestNewcomerWaitSeconds,
        (now - machine.waitingSince) / 1000,
      );
    Object.assign(machine, { given, waitingSince: undefined, endsAt: now + after(MEAN_RUN_MS) });
  };
  const report = async (machine: Machine, { id, lease }: GivenTask): Promise<void> => {
    machine.given = undefined;
    const told = {
      task: id,
      lease,
      status: 'completed',
      result: '',
      truncated: false,
      executionMs: 1,
      error: '',
    } as const;
    const answer = await desk.result(told);
    if (answer !== 'recorded') return void (figures.refusedResults += 1);
    figures.recordedTwice += recorded.has(id) ? 1 : 0;
    recorded.add(id);
  };
  const step = async (machine: Machine): Promise<void> => {
    if (now >= machine.changesAt) await change(machine);
    if (!machine.here) return;
    if (now >= machine.beatsAt) await beat(machine, machine.given ? 'busy' : 'idle');
    if (machine.given && now >= machine.endsAt) await report(machine, machine.given);
    if (!machine.given && now >= machine.asksAt) await ask(machine);
  };

  const end = start + hours * HOUR_MS;
  for (let open = true; open; now += STEP_MS) {
    await redis.set(CLOCK, now);
    await desk.watch();
    const here = machines.filter((machine) => machine.here).length;
    for (let due = here * TASKS_PER_NODE_SECOND * (STEP_MS / 1000); now < end && random() < due; due -= 1) {
      const what = { code: 'print(1)', timeoutSeconds: 3600, cpu: 1, memoryMb: 512 };
      await tasks.submit({ id: `t${(figures.submitted += 1)}`, ...what, producer: 'simulation' });
    }
    await Promise.all(machines.map(step));
    if (now < end) continue;
    const { queued, running } = await tasks.counts();
    open = queued + running > 0 && now < end + 24 * HOUR_MS;
  }
  const { completed, failed } = await tasks.counts();
  const means = machines.flatMap(({ waits }) =>
    waits.length > 0 ? [waits.reduce((sum, one) => sum + one, 0) / waits.length] : [],
  );
  const total = means.reduce((sum, one) => sum + one, 0);
  const squares = means.reduce((sum, one) => sum + one * one, 0);
  return {
    ...figures,
    completed,
    lost: figures.submitted - completed - failed,
    jain: (total * total) / (means.length * squares),
  };
}
