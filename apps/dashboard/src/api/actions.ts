import type { Schemas, Submission } from '@switchyard/client';
import { http, take } from './client';

const inPath = (id: string) => ({ params: { path: { id } } });

export const cancelTask = (id: string) => take(http.POST('/v1/tasks/{id}/cancel', inPath(id)));

/** Hands a task in and gives its id. */
export async function submitTask(body: Submission): Promise<string> {
  const reply = await take(http.POST('/v1/tasks', { body }));
  if (!('task_id' in reply)) throw new Error('the gateway only tried the task');
  return reply.task_id;
}

/** As a new task of the same workflow. */
export const retryTask = (id: string) => take(http.POST('/v1/tasks/{id}/retry', inPath(id)));

/** The record and the files; a task that has not ended is cancelled first. */
export const removeTask = (id: string) =>
  take(http.DELETE('/v1/tasks/{id}', { params: { path: { id }, query: { force: true } } }));

/** What runs on the GPU is killed and confirmed gone first. */
export async function releaseGpu(lock_key: string): Promise<void> {
  const { success, message } = await take(
    http.POST('/api/v1/monitoring/lock/release', { body: { lock_key } as never }),
  );
  if (!success) throw new Error(message);
}

export const switchMonitor = (how: 'start' | 'stop') =>
  take(
    how === 'start'
      ? http.POST('/api/v1/monitoring/monitor/start', {})
      : http.POST('/api/v1/monitoring/monitor/stop', {}),
  );

/** Holds for all tasks from now on. */
export const changeTimeConfig = (body: Partial<Schemas['ShownTimeoutConfig']>) =>
  take(http.PUT('/api/v1/monitoring/timeout/config', { body }));

/** The monitor's check, now. */
export const checkNow = () => take(http.POST('/api/v1/monitoring/timeout/check', {}));
