import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { identify, isAlive, type ProcessIdentity } from '@switchyard/processes';

/** One task that ran here: what it cost, and why this machine was chosen. */
export interface PastTask {
  task_id: string;
  ended_at: string;
  outcome: string;
  seconds: number;
  reason: string;
  score: number;
}

/** What the agent does and why, for its owner. */
export interface AgentStatus {
  node_id: string;
  server: string;
  state: 'starting' | 'waiting' | 'working' | 'paused' | 'not idle' | 'refused' | 'unreachable' | 'ended';
  why: string;
  since: string;
  task_id?: string;
  /** The services that it serves, and whether at work. */
  services?: string;
  /** The sandbox of programs, and what holds their limits. */
  limits?: string;
  completed: number;
  computeSeconds: number;
  past: PastTask[];
  process?: ProcessIdentity;
}

const FILE = 'status.json';
const MOST_PAST = 20;

/** @param home as the settings say, else the place for such things of this user */
export const homeOf = (home: string | undefined): string =>
  home ?? join(homedir(), '.local', 'state', 'switchyard-node');

/** Nothing connects to a node, so its agent leaves its state in a file. */
export class StatusFile {
  private status: AgentStatus;
  /** The process of the agent that ran here before. */
  readonly before: number | undefined;

  constructor(
    private readonly home: string,
    node: string,
    server: string,
  ) {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const before = readStatus(home);
    this.before = before?.process?.pid;
    const { completed = 0, computeSeconds = 0, past = [] } = before?.node_id === node ? before : {};
    this.status = {
      ...{ node_id: node, server, state: 'starting', why: '', since: new Date().toISOString() },
      ...{ completed, computeSeconds, past, process: identify(process.pid) },
    };
  }

  /** @returns whether that is news */
  set(state: AgentStatus['state'], why: string, task_id?: string): boolean {
    const { status } = this;
    if (status.state === state && status.why === why && status.task_id === task_id) return false;
    const since = status.state === state ? status.since : new Date().toISOString();
    this.write({ ...status, state, why, since, task_id });
    return true;
  }

  setLimits(limits: string): void {
    this.write({ ...this.status, limits });
  }

  setServices(services: string): void {
    if (services !== (this.status.services ?? '')) this.write({ ...this.status, services });
  }

  add(task: PastTask): void {
    const { completed, computeSeconds, past } = this.status;
    this.write({
      ...this.status,
      completed: completed + (task.outcome === 'success' ? 1 : 0),
      computeSeconds: computeSeconds + task.seconds,
      past: [task, ...past].slice(0, MOST_PAST),
    });
  }

  private write(status: AgentStatus): void {
    this.status = status;
    const draft = join(this.home, `${FILE}.${process.pid}`);
    writeFileSync(draft, JSON.stringify(status), { mode: 0o600 });
    renameSync(draft, join(this.home, FILE));
  }
}

function readStatus(home: string): AgentStatus | undefined {
  try {
    return JSON.parse(readFileSync(join(home, FILE), 'utf8')) as AgentStatus;
  } catch {
    return undefined;
  }
}

/** `node-agent status` as text. */
export function statusText(home: string): string {
  const status = readStatus(home);
  if (!status) return `no agent has run here (${join(home, FILE)})`;
  const runs = status.process !== undefined && isAlive(status.process);
  const { node_id, server, state, why, since, task_id, services, limits, completed, computeSeconds, past } = status;
  const lines = [
    `node      ${node_id} at ${server}`,
    `state     ${runs ? state : 'does not run'}${runs && why ? `: ${why}` : ''} (since ${since})`,
    ...(runs && task_id ? [`task      ${task_id}`] : []),
    ...(runs && services ? [`services  ${services}`] : []),
    ...(runs && limits ? [`sandbox   ${limits}`] : []),
    `lent      ${completed} tasks completed, ${computeSeconds.toFixed(1)} s of computing`,
    ...past.map(
      (one) =>
        `          ${one.ended_at}  ${one.task_id}  ${one.outcome}  ${one.seconds.toFixed(1)} s  ` +
        `chosen by ${one.reason} (score ${one.score.toFixed(1)})`,
    ),
  ];
  return lines.join('\n');
}
