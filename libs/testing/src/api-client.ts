import {
  isFinal,
  type TaskEvent,
  type TaskFailure,
  type TaskState,
  type WorkflowContext,
  type Stage,
} from '@switchyard/contracts';
import { waitFor } from './wait-for';

export interface TaskStatus {
  task_id: string;
  task_name: string;
  status: TaskState;
  progress: number;
  attempt: number;
  executed_on: string | null;
  started_at: string | null;
  completed_at: string | null;
  error: TaskFailure | null;
  reason: string | null;
  position: number | null;
}

export interface Reply<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

/** The API as any client speaks it. */
export class ApiClient {
  constructor(readonly url: string) {}

  async request<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply<T>> {
    const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...json, ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : null) as T };
  }

  submit(taskName: string, input: object, more: object = {}): Promise<Reply<{ task_id: string; status: TaskState }>> {
    return this.request('POST', '/v1/tasks', { task_name: taskName, input_data: input, ...more });
  }

  /** Submits and gives the id; anything but an accepted task is an error. */
  async start(taskName: string, input: object, more: object = {}): Promise<string> {
    const { status, body } = await this.submit(taskName, input, more);
    if (status !== 202) throw new Error(`submission answered ${status}: ${JSON.stringify(body)}`);
    return body.task_id;
  }

  async status(taskId: string): Promise<TaskStatus> {
    const { status, body } = await this.request<TaskStatus>('GET', `/v1/tasks/${taskId}`);
    if (status !== 200) throw new Error(`task ${taskId} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  async events(taskId: string): Promise<TaskEvent[]> {
    return (await this.request<{ events: TaskEvent[] }>('GET', `/v1/tasks/${taskId}/events`)).body.events;
  }

  async context(taskId: string): Promise<WorkflowContext> {
    return (await this.request<WorkflowContext>('GET', `/v1/tasks/${taskId}/context`)).body;
  }

  async stage(taskId: string): Promise<Stage> {
    return (await this.request<{ result: Stage }>('GET', `/v1/tasks/${taskId}/result`)).body.result;
  }

  async cancel(taskId: string): Promise<Reply<TaskStatus>> {
    return this.request('POST', `/v1/tasks/${taskId}/cancel`);
  }

  /** The gateway may be away meanwhile. */
  untilFinal(taskId: string, withinMs = 60_000): Promise<TaskStatus> {
    return this.until(taskId, 'its end', ({ status }) => isFinal(status), withinMs);
  }

  untilRunning(taskId: string, withinMs = 30_000): Promise<TaskStatus> {
    return this.until(taskId, 'its start', ({ status }) => status === 'running', withinMs);
  }

  /** Waits until no task waits or runs; cheaper than asking for each of many. */
  async untilIdle(withinMs = 120_000): Promise<void> {
    const noneIn = async (state: TaskState): Promise<boolean> => {
      const { body } = await this.request<{ tasks: unknown[] }>('GET', `/v1/tasks?limit=1&status=${state}`);
      return body.tasks.length === 0;
    };
    // A running task that goes back to its queue in between is seen in the next round at the latest.
    await waitFor('the end of all tasks', async () => (await noneIn('queued')) && (await noneIn('running')), withinMs);
  }

  until(taskId: string, what: string, holds: (status: TaskStatus) => boolean, withinMs: number): Promise<TaskStatus> {
    const look = async (): Promise<TaskStatus | undefined> => {
      const status = await this.status(taskId).catch(() => undefined);
      return status && holds(status) ? status : undefined;
    };
    return waitFor(`${what} of ${taskId}`, look, withinMs);
  }
}
