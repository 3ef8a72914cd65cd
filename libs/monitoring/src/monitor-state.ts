import type { Keys, RedisClient } from '@switchyard/redis';
import { script } from './script';
import type { LeaderSettings } from './timeout-config';

const SWITCH = script('switch');
const REPORT = script('report');

const ACTIONS_KEPT = 100;

/** What the monitor can do about something that is late. */
export const ACTIONS = ['force_release_gpu_lock', 'update_task_status', 'log_timeout_event'] as const;
export type ActionName = (typeof ACTIONS)[number];

/** One thing a check did. */
export interface MonitorAction {
  /** Unix seconds. */
  timestamp: number;
  action: ActionName;
  task_id: string | null;
  result: string;
}

/** What one check found and did. */
export interface CheckReport {
  tookMs: number;
  timeouts: number;
  recovered: number;
  released: number;
  actions: MonitorAction[];
  /** What the leader saw; the fields of the hash of that name. */
  seen: Partial<Record<SeenField, number>>;
}

type SeenField = 'tasks_monitored' | 'gpu_locks_monitored' | 'task_coverage' | 'lock_coverage';

/** How the monitor stands; times in Unix milliseconds, 0 where there was none. */
export interface MonitorNow {
  /** By the clock of Redis. */
  now: number;
  /** Checks are not turned off. */
  enabled: boolean;
  /** A monitor leads. */
  alive: boolean;
  leader: string | null;
  startedAt: number;
  lastCheck: number;
  checksPerformed: number;
  timeoutsDetected: number;
  tasksRecovered: number;
  resourcesReleased: number;
  tasksMonitored: number;
  locksMonitored: number;
  /** 0 to 1: how many of what there is the last check watched. */
  taskCoverage: number;
  lockCoverage: number;
  meanGapMs: number | null;
  meanCheckMs: number | null;
  /** What the leader was started with; null before there was one. */
  settings: LeaderSettings | null;
}

/** The state of the monitors: they write it, and every process may read it. */
export class MonitorState {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
  ) {}

  async read(): Promise<MonitorNow> {
    const [hash, alive, time] = await pipelined(
      this.redis.pipeline().hgetall(this.keys.monitor).exists(this.keys.lease('monitor')).time(),
    );
    return toState(hash as Record<string, string>, alive === 1, toMs(time));
  }

  /** What checks did last, newest first. */
  async actions(): Promise<MonitorAction[]> {
    const texts = await this.redis.lrange(this.keys.monitorActions, 0, -1);
    return texts.map((text) => JSON.parse(text) as MonitorAction);
  }

  /** Turns the checks on or off; says whether that changed something, and whether a monitor lives to obey. */
  async switch(on: boolean): Promise<{ changed: boolean; alive: boolean }> {
    const keys = [this.keys.monitor, this.keys.lease('monitor')];
    const [changed, alive] = (await SWITCH.run(this.redis, keys, [on ? '1' : '0'])) as [number, number];
    return { changed: changed === 1, alive: alive === 1 };
  }

  /** Writes down a check; how things stand is taken only from the monitor that leads. */
  async report(fence: number, { tookMs, timeouts, recovered, released, actions, seen }: CheckReport): Promise<boolean> {
    const pairs = Object.entries(seen).flat();
    const texts = actions.map((action) => JSON.stringify(action));
    const reply = await REPORT.run(
      this.redis,
      [this.keys.monitor, this.keys.monitorActions],
      [fence, tookMs, timeouts, recovered, released, ACTIONS_KEPT, pairs.length / 2, ...pairs, ...texts],
    );
    return reply === 'ok';
  }
}

function toState(hash: Record<string, string>, alive: boolean, now: number): MonitorNow {
  const number = (field: string, standard = 0): number => Number(hash[field] ?? standard);
  return {
    now,
    enabled: hash['enabled'] !== '0',
    alive,
    leader: alive ? (hash['leader'] ?? null) : null,
    startedAt: number('started_at'),
    lastCheck: number('last_check'),
    checksPerformed: number('checks_performed'),
    timeoutsDetected: number('timeouts_detected'),
    tasksRecovered: number('tasks_recovered'),
    resourcesReleased: number('resources_released'),
    tasksMonitored: number('tasks_monitored'),
    locksMonitored: number('gpu_locks_monitored'),
    taskCoverage: number('task_coverage', 1),
    lockCoverage: number('lock_coverage', 1),
    meanGapMs: hash['mean_gap_ms'] ? number('mean_gap_ms') : null,
    meanCheckMs: hash['mean_check_ms'] ? number('mean_check_ms') : null,
    settings: hash['settings'] ? (JSON.parse(hash['settings']) as LeaderSettings) : null,
  };
}

/** The replies of a pipeline; the first error of one is thrown. */
export async function pipelined(pipeline: ReturnType<RedisClient['pipeline']>): Promise<unknown[]> {
  const replies = (await pipeline.exec()) ?? [];
  return replies.map(([error, reply]) => {
    if (error) throw error;
    return reply;
  });
}

/** Unix milliseconds of a reply to `TIME`. */
export function toMs(time: unknown): number {
  const [seconds, micros] = time as [string | number, string | number];
  return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
}
