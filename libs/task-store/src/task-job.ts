import type { ServiceName, TaskDefinition } from '@switchyard/contracts';
import type { StoredTask } from './record-codec';

/**
 * The queues of each service: tasks that never use a GPU, tasks that use one where their worker has it, and tasks that were
 * submitted for a GPU and nothing else.
 */
export type Lane = 'cpu' | 'gpu' | 'cuda';

export const LANES: readonly Lane[] = ['cpu', 'gpu', 'cuda'];

export const queueName = (service: ServiceName, lane: Lane): string =>
  lane === 'cpu' ? service : `${service}-${lane}`;

/** Whether only a worker with a GPU takes tasks from there. */
export const needsGpu = (queue: string): boolean => queue.endsWith('-cuda');

export const serviceOf = (queue: string): ServiceName => queue.replace(/-(gpu|cuda)$/, '') as ServiceName;

/** The queue a task waits in. */
export function queueFor(task: TaskDefinition, input: object): string {
  const { service, device } = task;
  const asked = 'device' in input ? input.device : undefined;
  if (device === 'cpu' || asked === 'cpu' || task.onCpu?.(input)) return queueName(service, 'cpu');
  return queueName(service, asked === 'cuda' ? 'cuda' : 'gpu');
}

/** The longest that a task waits for its next attempt. */
export const LONGEST_RETRY_DELAY_MS = 60_000;

/** A task that waits: for the job of this fence and no other. */
export interface TaskJob {
  taskId: string;
  taskName: string;
  queue: string;
  fence: number;
  /** 0 to 9, 9 goes first. */
  priority: number;
  /** Whether the task had its turn before: it goes before new ones of its priority. */
  returns: boolean;
  /** Among the new tasks of its priority; see `turns.lua`. */
  turn?: number;
  /** Until it is due. */
  delayMs: number;
}

/**
 * Delivers jobs to workers. A job is a hint that a task is due; `claim` decides. An error keeps nothing from going on: the
 * task stays in the outbox, and the monitor adds its job again.
 */
export interface JobQueue {
  /** No effect when the job is there. */
  add(job: TaskJob): Promise<void>;
  /** No effect when the job is not there, or a worker has it. */
  remove(job: Pick<TaskJob, 'taskId' | 'queue' | 'fence'>): Promise<void>;
}

/** The name of the job by which a task waits under a fence; `status.lua` spells it too. */
export const jobId = ({ taskId, fence }: Pick<TaskJob, 'taskId' | 'fence'>): string => `t-${taskId}-${fence}`;

/** How many turns of new tasks a priority of ours can hold; BullMQ has 2 097 152 levels for all ten. */
export const TURNS = 200_000;

/** The level of BullMQ before those of a priority. */
export const lowestLevel = (priority: number): number => (9 - priority) * (TURNS + 1);

/** The order of BullMQ, 1 goes first: of each priority of ours first the tasks that come back, then the new ones by their turns. */
export const jobPriority = ({ priority, returns, turn = 0 }: Pick<TaskJob, 'priority' | 'returns' | 'turn'>): number =>
  lowestLevel(priority) + (returns ? 1 : 2 + Math.min(turn, TURNS - 1));

/** The job that a stored task waits for. */
export const jobOf = (task: StoredTask, nowMs = Date.now()): TaskJob => ({
  taskId: task.task_id,
  taskName: task.task_name,
  queue: task.queue,
  fence: task.fence,
  priority: task.priority,
  returns: task.due_at !== null,
  turn: task.turn,
  delayMs: Math.max(0, (task.due_at ?? 0) - nowMs),
});

/** The score of BullMQ's first job that stands behind a job of a level. */
export const scoreBehind = (level: number): number => (level + 1) * 2 ** 32;
