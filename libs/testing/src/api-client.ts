import { SwitchyardClient, type Submission, type TaskResult, type TaskView } from '@switchyard/client';
import { isFinal, type TaskEvent, type TaskState, type WorkflowContext } from '@switchyard/contracts';
import { waitFor } from './wait-for';

export type TaskStatus = TaskView;

export interface Reply<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

/** The client as tests use it: it may send what no client should, and gives refusals as they are. */
export class ApiClient {
  readonly client: SwitchyardClient;

  constructor(readonly url: string) {
    this.client = new SwitchyardClient(url);
  }

  /** Any request, with its query in its path; the routes' types do not hold it back. */
  async request<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply<T>> {
    const untyped = this.client.http.request as (method: string, path: string, more: object) => Promise<RawAnswer>;
    const { response, data, error } = await untyped(method, path, { body, headers });
    return { status: response.status, headers: response.headers, body: (data ?? error ?? null) as T };
  }

  submit(taskName: string, input: object, more: object = {}): Promise<Reply<{ task_id: string; status: TaskState }>> {
    return this.request('POST', '/v1/tasks', { task_name: taskName, input_data: input, ...more });
  }

  /** Submits and gives the id; anything but an accepted task is an error. */
  async start(taskName: string, input: object, more: object = {}): Promise<string> {
    const submission = { task_name: taskName, input_data: input, ...more } as Submission;
    return (await this.client.tasks.submit(submission)).task_id;
  }

  status(taskId: string): Promise<TaskView> {
    return this.client.tasks.status(taskId);
  }

  async events(taskId: string): Promise<TaskEvent[]> {
    return (await this.request<{ events: TaskEvent[] }>('GET', `/v1/tasks/${taskId}/events`)).body.events;
  }

  async context(taskId: string): Promise<WorkflowContext> {
    return (await this.request<WorkflowContext>('GET', `/v1/tasks/${taskId}/context`)).body;
  }

  async stage(taskId: string): Promise<TaskResult['result']> {
    return (await this.client.tasks.result(taskId)).result;
  }

  async cancel(taskId: string): Promise<Reply<TaskView>> {
    return this.request('POST', `/v1/tasks/${taskId}/cancel`);
  }

  /** The gateway may be away meanwhile. */
  untilFinal(taskId: string, withinMs = 60_000): Promise<TaskView> {
    return this.until(taskId, 'its end', ({ status }) => isFinal(status), withinMs);
  }

  untilRunning(taskId: string, withinMs = 30_000): Promise<TaskView> {
    return this.until(taskId, 'its start', ({ status }) => status === 'running', withinMs);
  }

  /** Waits until no task waits or runs; cheaper than asking for each of many. */
  async untilIdle(withinMs = 120_000): Promise<void> {
    const noneIn = async (status: TaskState): Promise<boolean> =>
      (await this.client.tasks.list({ status }, 1)).tasks.length === 0;
    // A running task that goes back to its queue in between is seen in the next round at the latest.
    await waitFor('the end of all tasks', async () => (await noneIn('queued')) && (await noneIn('running')), withinMs);
  }

  until(taskId: string, what: string, holds: (status: TaskView) => boolean, withinMs: number): Promise<TaskView> {
    const look = async (): Promise<TaskView | undefined> => {
      const status = await this.status(taskId).catch(() => undefined);
      return status && holds(status) ? status : undefined;
    };
    return waitFor(`${what} of ${taskId}`, look, withinMs);
  }
}

interface RawAnswer {
  response: Response;
  data?: unknown;
  error?: unknown;
}
