/** Who gets the next task among the idle nodes that wait and have room for it. */

/** After so long a node goes before everyone else. */
export const STARVING_MS = 300_000;
const WAIT = { fullAfterMs: STARVING_MS, most: 60 };
const CONTRIBUTION = { perTask: 0.1, cap: 10, weight: 2 };
const NEWCOMER = { tasks: 10, most: 20, lessPerTask: 2 };
const MEDIUM_WAIT_MS = 60_000;
/** With fewer tasks a node has high priority. */
const FEW_TASKS = 5;
/** Within this time a node counts as just served. */
const RECENT_MS = 30 * 60_000;

export const REASONS = ['new_node_priority', 'fair_rotation', 'recently_served', 'starvation_guard'] as const;
export type Reason = (typeof REASONS)[number];

export const PRIORITIES = ['high', 'medium', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What the queue needs to know of a node that waits. */
export interface Waiting {
  waitingMs: number;
  completedTasks: number;
  /** Since its last task ended; undefined when it never had one. */
  sinceLastTaskMs?: number;
}

/** A higher total goes first. */
export interface Score {
  wait: number;
  contribution: number;
  newcomer: number;
  total: number;
}

/** Waiting counts most, contribution is rewarded a little, newcomers are helped. */
export function scoreOf({ waitingMs, completedTasks }: Waiting): Score {
  const wait = Math.min(Math.max(0, waitingMs) / WAIT.fullAfterMs, 1) * WAIT.most;
  const contribution = Math.min(completedTasks * CONTRIBUTION.perTask, CONTRIBUTION.cap) * CONTRIBUTION.weight;
  const newcomer = completedTasks < NEWCOMER.tasks ? NEWCOMER.most - NEWCOMER.lessPerTask * completedTasks : 0;
  return { wait, contribution, newcomer, total: wait + contribution + newcomer };
}

export const isStarving = ({ waitingMs }: Waiting): boolean => waitingMs > STARVING_MS;

const wasServedRecently = ({ sinceLastTaskMs = Infinity }: Waiting): boolean => sinceLastTaskMs < RECENT_MS;

/** Why a node stands where it stands. */
export function reasonOf(node: Waiting): Reason {
  if (isStarving(node)) return 'starvation_guard';
  if (node.completedTasks < NEWCOMER.tasks) return 'new_node_priority';
  return wasServedRecently(node) ? 'recently_served' : 'fair_rotation';
}

/** The place of a node in words; the order itself goes by the score. */
export function priorityOf(node: Waiting): Priority {
  if (isStarving(node) || node.completedTasks < FEW_TASKS) return 'high';
  if (node.waitingMs >= MEDIUM_WAIT_MS) return 'medium';
  return wasServedRecently(node) ? 'low' : 'medium';
}

/** The order in which nodes are served: those that starve first, the longest wait first; then by score. */
export function compareNodes(a: Waiting, b: Waiting): number {
  if (isStarving(a) || isStarving(b)) return b.waitingMs - a.waitingMs;
  return scoreOf(b).total - scoreOf(a).total;
}
