import type { TFunction } from 'i18next';
import type { TaskEvent, TaskView } from '@switchyard/client';
import { clock, remainingSeconds } from '../../parts/time';
import { worded } from '../../parts/told';

/** What a task is doing, in one sentence. */
export function doing(t: TFunction, task: TaskView, message?: string): string {
  if (task.status === 'queued') return waiting(t, task);
  if (task.status !== 'running') return task.reason ? worded(t, task.reason) : t(`ended.${task.status}`);
  if (task.cancel_requested) return t('task.stopping');
  const remaining = remainingSeconds(task.started_at, task.progress);
  const percent = Math.floor(task.progress * 100);
  const what = message ? worded(t, message) : t('task.working');
  return remaining === undefined
    ? t('task.doing', { what, percent })
    : t('task.doingUntil', { what, percent, remaining: clock(remaining) });
}

/** The estimate at the end of a reason; the task has it as a field, too. */
const ESTIMATE = /, about \d+ (?:s|min|h)$/;

function waiting(t: TFunction, { reason, position, estimated_wait }: TaskView): string {
  const parts = [reason ? worded(t, reason.replace(ESTIMATE, '')) : t('state.queued')];
  if (position !== null) parts.push(t('task.position', { position }));
  if (estimated_wait !== null) parts.push(t('task.estimate', { wait: clock(estimated_wait) }));
  return parts.join(' · ');
}

/** The facts of an event in one line; strings come first as they are, the rest as `name value`. */
export function factsOf(t: TFunction, { type, payload }: TaskEvent): string {
  if (type === 'progress') return progressOf(t, payload);
  if (type === 'output' && typeof payload['text'] === 'string') return payload['text'];
  if (type === 'log' && typeof payload['message'] === 'string') return payload['message'];
  return Object.entries(payload)
    .filter(([name, value]) => value !== null && name !== 'fence')
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${shown(t, value)}`)
    .join(' · ');
}

function progressOf(t: TFunction, { progress, message }: Record<string, unknown>): string {
  const percent = typeof progress === 'number' ? `${Math.round(progress * 1000) / 10} %` : '';
  return [percent, typeof message === 'string' ? worded(t, message) : ''].filter(Boolean).join(' · ');
}

function shown(t: TFunction, value: unknown): string {
  if (typeof value === 'string') return worded(t, value);
  const { message } = (value ?? {}) as { message?: unknown };
  return typeof message === 'string' ? worded(t, message) : JSON.stringify(value);
}

/** The last message of the running attempt about its progress. */
export function lastMessage(events: readonly TaskEvent[]): string | undefined {
  const last = events.findLast(({ type }) => type === 'progress' || type === 'started');
  const message = last?.payload['message'];
  return typeof message === 'string' ? message : undefined;
}
