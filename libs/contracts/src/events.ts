export type TaskEventType =
  | 'created'
  | 'queued'
  | 'waiting_gpu'
  | 'started'
  | 'progress'
  | 'log'
  | 'output'
  | 'gpu_lock_timeout'
  | 'warning'
  | 'soft_timeout'
  | 'heartbeat_missed'
  | 'orphaned'
  | 'retry'
  | 'cancel_requested'
  | 'artifact'
  | 'completed'
  | 'failed'
  | 'cancelled'
  | 'hard_timeout'
  | 'expired'
  | 'callback_sent'
  | 'callback_failed';

export type EventLevel = 'info' | 'success' | 'warning' | 'error';

/** One fact of a task's life; `seq` starts at 1 and has no gaps. */
export interface TaskEvent {
  seq: number;
  type: TaskEventType;
  timestamp: string;
  level: EventLevel;
  producer: string;
  payload: Record<string, unknown>;
}

const LEVELS: Partial<Record<TaskEventType, EventLevel>> = {
  completed: 'success',
  heartbeat_missed: 'warning',
  orphaned: 'warning',
  gpu_lock_timeout: 'warning',
  warning: 'warning',
  soft_timeout: 'warning',
  retry: 'warning',
  cancelled: 'warning',
  expired: 'warning',
  failed: 'error',
  hard_timeout: 'error',
  callback_failed: 'warning',
};

export const levelOf = (type: TaskEventType): EventLevel => LEVELS[type] ?? 'info';

/** Events after which a task is final; what follows tells only of its callback. */
export const LAST_EVENTS: ReadonlySet<TaskEventType> = new Set([
  'completed',
  'failed',
  'cancelled',
  'hard_timeout',
  'expired',
]);
