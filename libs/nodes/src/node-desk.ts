import { choiceOf, waitingOf, type Choice } from './code-task';
import type { NodeState } from './nodes';
import type { NodeScripts } from './script';
import { roomOf } from './shape';

/** The key with which a node speaks; none where no keys are needed. */
export interface NodeKey {
  id: string;
  isAdmin: boolean;
}

export interface Heartbeat {
  node: string;
  status: NodeState;
  cpuCores: number;
  memoryMb: number;
  cpuPercent: number;
  memoryPercent: number;
  platform?: string;
  /** What it says it runs; null: nothing. */
  running?: string | null;
}

/** Why a node is not heard. */
export type Refusal = { refused: 'foreign' | 'full' | 'unknown' } | { refused: 'other'; node: string };

export interface GivenTask extends Choice {
  id: string;
  lease: string;
  code: string;
  timeoutSeconds: number;
  cpu: number;
  memoryMb: number;
}

export interface Outcome {
  task: string;
  lease: string;
  status: 'completed' | 'failed' | 'timed_out';
  result: string;
  truncated: boolean;
  executionMs: number;
  error: string;
}

export interface NodeRules {
  /** Time without a sign of life after which a node is offline. */
  timeoutMs: number;
  /** How long an ended task is kept. */
  ttlMs: number;
  mostNodes: number;
}

/** Longer than gateways look at intervals: then no gateway was there to hear a sign of life. */
const BLIND_MS = 30_000;
const MOST_AT_A_TIME = 100;

/** What nodes say and get. */
export class NodeDesk {
  constructor(
    private readonly scripts: NodeScripts,
    private readonly rules: NodeRules,
  ) {}

  /** @returns the task that the node holds by what is known here */
  async heartbeat(beat: Heartbeat, key?: NodeKey): Promise<Refusal | { now: number; task?: string }> {
    const { timeoutMs, ttlMs, mostNodes } = this.rules;
    const load = [beat.cpuPercent, beat.memoryPercent, beat.platform ?? ''];
    const room = roomOf({ cpu: beat.cpuCores, memoryMb: beat.memoryMb }) ?? '';
    const resources = [beat.cpuCores, beat.memoryMb, room];
    const reply = (await this.scripts.run('heartbeat', [
      ...[beat.node, beat.status, ...resources, ...load],
      ...[...keyArguments(key), timeoutMs, ttlMs, mostNodes, beat.running === null ? '-' : (beat.running ?? '')],
    ])) as [string, string, string, string];
    return refusalIn(reply) ?? { now: Number(reply[1]), task: reply[3] || undefined };
  }

  /** @param asksMs how long the node counts as asking */
  async request(node: string, asksMs: number, key?: NodeKey): Promise<Refusal | GivenTask | undefined> {
    const { timeoutMs, ttlMs } = this.rules;
    const reply = (await this.scripts.run('request', [
      ...[node, asksMs, ...keyArguments(key), timeoutMs, ttlMs],
    ])) as string[];
    if (reply[0] === 'wait') return undefined;
    return refusalIn(reply) ?? givenIn(reply);
  }

  /** The node does not ask any more; it keeps its place. */
  async leave(node: string): Promise<void> {
    await this.scripts.run('leave', [node]);
  }

  async result(outcome: Outcome, key?: NodeKey): Promise<'recorded' | 'again' | 'lost' | 'none'> {
    const { task, lease, status, result, truncated, executionMs, error } = outcome;
    const told = [status, result, truncated ? '1' : '', Math.round(executionMs), error];
    const args = [task, lease, ...told, ...keyArguments(key), this.rules.ttlMs];
    return (await this.scripts.run('result', args)) as 'recorded';
  }

  /** Back to the queue, without a try counted. */
  async giveBack(task: string, lease: string, why: string, key?: NodeKey): Promise<'returned' | 'lost' | 'none'> {
    return (await this.scripts.run('return', [task, lease, why, ...keyArguments(key)])) as 'returned';
  }

  /** Acts on all that is late; to be called about every second. */
  async watch(): Promise<{ lost: number; withdrawn: number; overdue: number; removed: number }> {
    const { timeoutMs, ttlMs } = this.rules;
    const found = await this.scripts.run('watch', [timeoutMs, BLIND_MS, ttlMs, MOST_AT_A_TIME]);
    const [lost = 0, withdrawn = 0, overdue = 0, removed = 0] = found as number[];
    return { lost, withdrawn, overdue, removed };
  }
}

const keyArguments = (key?: NodeKey): string[] => [key?.id ?? '', key?.isAdmin ? '1' : ''];

function refusalIn([word, node = '']: readonly string[]): Refusal | undefined {
  if (word === 'other') return { refused: word, node };
  return word === 'foreign' || word === 'full' || word === 'unknown' ? { refused: word } : undefined;
}

function givenIn(reply: readonly string[]): GivenTask {
  const [, id = '', lease = '', code = '', timeout, cpu, memory, waitingMs = '0', completed, lastTaskAt, now] = reply;
  return {
    ...choiceOf(waitingOf({ waitingMs, completed, lastTaskAt, now: Number(now) })),
    ...{ id, lease, code },
    timeoutSeconds: Number(timeout),
    cpu: Number(cpu),
    memoryMb: Number(memory),
  };
}
