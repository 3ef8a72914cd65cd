import { choiceOf, waitingOf, type Choice } from './code-task';
import { pairs, results } from './code-tasks';
import { compareNodes, type Waiting } from './fair-queue';
import type { NodeScripts } from './script';

export const NODE_STATES = ['idle', 'busy', 'offline'] as const;
export type NodeState = (typeof NODE_STATES)[number];

/** A machine that lends its idle time; times in Unix milliseconds. */
export interface LendingNode {
  id: string;
  status: NodeState;
  platform?: string;
  cpuCores: number;
  memoryMb: number;
  cpuPercent: number;
  memoryPercent: number;
  lastHeartbeat: number;
  idleSince?: number;
  completedTasks: number;
  computeMs: number;
  /** What it runs, or was promised. */
  task?: string;
  waitingSince?: number;
  lastTaskAt?: number;
}

export interface WaitingNode extends Choice {
  id: string;
  status: NodeState;
  waitingSince: number;
  waitingMs: number;
  completedTasks: number;
}

/** So many of the nodes that wait are ordered for a reader. */
const MOST_ORDERED = 1000;

/** The nodes as others see them. */
export class Nodes {
  constructor(private readonly scripts: NodeScripts) {}

  async get(id: string): Promise<LendingNode | undefined> {
    return (await this.many([id]))[0];
  }

  /** How many there are of each status. */
  async counts(): Promise<Record<NodeState, number>> {
    const { redis, keys } = this.scripts;
    const pipeline = redis.pipeline();
    for (const status of NODE_STATES) pipeline.zcard(keys.nodesOf(status));
    const [idle = 0, busy = 0, offline = 0] = results(await pipeline.exec()) as number[];
    return { idle, busy, offline };
  }

  /** Those that are there first, and of each status the one that gave the latest sign of life. */
  async list(limit: number): Promise<LendingNode[]> {
    const { redis, keys } = this.scripts;
    const pipeline = redis.pipeline();
    for (const status of NODE_STATES) pipeline.zrevrange(keys.nodesOf(status), 0, limit - 1);
    return this.many((results(await pipeline.exec()) as string[][]).flat().slice(0, limit));
  }

  /** Those that have completed most. */
  async top(limit: number): Promise<LendingNode[]> {
    const { redis, keys } = this.scripts;
    return this.many(await redis.zrevrange(keys.nodeContributions, 0, limit - 1));
  }

  /** The nodes that wait for a task, in the order in which they are served. */
  async queue(limit: number, now = Date.now()): Promise<{ total: number; nodes: WaitingNode[] }> {
    const { redis, keys } = this.scripts;
    const shapes = await redis.smembers(keys.nodeShapes);
    const pipeline = redis.pipeline();
    for (const shape of shapes)
      pipeline.zrangebyscore(
        ...([keys.nodesWaiting(shape, 'since'), '-inf', '+inf', 'WITHSCORES', 'LIMIT', 0, MOST_ORDERED] as const),
      );
    for (const shape of shapes) pipeline.zcard(keys.nodesWaiting(shape, 'since'));
    const replies = results(await pipeline.exec());
    const since = new Map(replies.slice(0, shapes.length).flatMap((reply) => pairs(reply as string[])));
    const found = (await this.many([...since.keys()])).map((node) => ({ node, facts: factsOf(node, since, now) }));
    found.sort((a, b) => compareNodes(a.facts, b.facts));
    return {
      total: (replies.slice(shapes.length) as number[]).reduce((sum, count) => sum + count, 0),
      nodes: found.slice(0, limit).map(({ node, facts }) => ({
        ...choiceOf(facts),
        id: node.id,
        status: node.status,
        waitingSince: now - facts.waitingMs,
        waitingMs: facts.waitingMs,
        completedTasks: node.completedTasks,
      })),
    };
  }

  private async many(ids: readonly string[]): Promise<LendingNode[]> {
    const { redis, keys } = this.scripts;
    const pipeline = redis.pipeline();
    for (const id of ids) pipeline.hgetall(keys.node(id));
    const found = results(await pipeline.exec()) as Record<string, string>[];
    return found.flatMap((fields, at) => (fields['status'] ? [toNode(ids[at] ?? '', fields)] : []));
  }
}

const factsOf = (node: LendingNode, since: ReadonlyMap<string, string>, now: number): Waiting =>
  waitingOf({
    waitingMs: Math.max(0, now - Number(since.get(node.id))),
    completed: String(node.completedTasks),
    lastTaskAt: node.lastTaskAt?.toString(),
    now,
  });

function toNode(id: string, fields: Record<string, string>): LendingNode {
  const number = (name: string): number => Number(fields[name] ?? 0);
  const time = (name: string): number | undefined => (fields[name] ? Number(fields[name]) : undefined);
  return {
    id,
    status: fields['status'] as NodeState,
    platform: fields['platform'],
    cpuCores: number('cpu_cores'),
    memoryMb: number('memory_mb'),
    cpuPercent: number('cpu_percent'),
    memoryPercent: number('memory_percent'),
    lastHeartbeat: number('last_heartbeat'),
    idleSince: time('idle_since'),
    completedTasks: number('completed_tasks'),
    computeMs: number('compute_ms'),
    task: fields['task'],
    waitingSince: time('waiting_since'),
    lastTaskAt: time('last_task_at'),
  };
}
