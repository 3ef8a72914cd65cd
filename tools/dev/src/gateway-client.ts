import type { ErrorEnvelope, TaskFailure, TaskState } from '@switchyard/contracts';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The gateway refused a request. */
export class GatewayError extends Error {
  constructor(
    readonly status: number,
    { error }: ErrorEnvelope,
  ) {
    const details = typeof error.details === 'string' ? error.details : JSON.stringify(error.details ?? {});
    super(`${error.code}: ${error.message}${details === '{}' ? '' : ` (${details})`}`);
  }
}

export interface TaskStatus {
  task_id: string;
  status: TaskState;
  progress: number;
  error: TaskFailure | null;
  reason?: string | null;
}

/** The REST interface as any client sees it. */
export class GatewayClient {
  constructor(readonly url: string) {}

  async isReady(): Promise<boolean> {
    return fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(2000) }).then(
      (answer) => answer.ok,
      () => false,
    );
  }

  /** Whether a monitor lives; its checks may be turned off. */
  async isMonitored(): Promise<boolean> {
    const { status } = await this.json<{ status: string }>('/api/v1/monitoring/monitor/health');
    return status !== 'critical';
  }

  /** The services that have a live worker. */
  async liveServices(): Promise<Set<string>> {
    const { tasks } = await this.json<{ tasks: { service: string; live_workers: number }[] }>('/v1/tasks/catalog');
    return new Set(tasks.filter((task) => task.live_workers > 0).map((task) => task.service));
  }

  /** Sends a file and gives back its path in the shared storage. */
  async upload(file: string, signal: AbortSignal): Promise<string> {
    const boundary = `switchyard-${Date.now().toString(36)}`;
    const name = basename(file).replace(/["\r\n]/g, '_');
    const head = Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n` +
        'Content-Type: application/octet-stream\r\n\r\n',
    );
    const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
    const { size } = await stat(file);
    const parts = async function* (): AsyncGenerator<Buffer> {
      yield head;
      for await (const chunk of createReadStream(file)) yield chunk as Buffer;
      yield tail;
    };
    const { path } = await this.json<{ path: string }>('/v1/files', {
      method: 'POST',
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        'content-length': String(head.length + size + tail.length),
      },
      body: Readable.toWeb(Readable.from(parts())),
      duplex: 'half',
      signal,
    });
    return path;
  }

  /** Submits a task and gives back its id. */
  async submit(
    task_name: string,
    input_data: Record<string, unknown>,
    signal: AbortSignal,
    more: { workflow_id?: string } = {},
  ): Promise<string> {
    const { task_id } = await this.json<{ task_id: string }>('/v1/tasks', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ task_name, input_data, ...more }),
      signal,
    });
    return task_id;
  }

  status(taskId: string, signal: AbortSignal): Promise<TaskStatus> {
    return this.json<TaskStatus>(`/v1/tasks/${taskId}`, { signal });
  }

  /** The output of a task that has succeeded. */
  async output(taskId: string, signal: AbortSignal): Promise<Record<string, unknown>> {
    const path = `/v1/tasks/${taskId}/result`;
    const { result } = await this.json<{ result: { output: Record<string, unknown> } }>(path, { signal });
    return result.output;
  }

  async download(sharePath: string, target: string, signal: AbortSignal): Promise<void> {
    const path = sharePath
      .replace(/^\/share\//, '')
      .split('/')
      .map(encodeURIComponent)
      .join('/');
    const answer = await this.request(`/v1/files/${path}`, { signal });
    if (!answer.body) throw new Error(`${sharePath} came without content`);
    await pipeline(Readable.fromWeb(answer.body), createWriteStream(target), { signal });
  }

  private async json<T>(path: string, request: RequestInit = {}): Promise<T> {
    const answer = await this.request(path, request);
    return (await answer.json()) as T;
  }

  private async request(path: string, request: RequestInit): Promise<Response> {
    const answer = await fetch(this.url + path, request);
    if (answer.ok) return answer;
    throw new GatewayError(answer.status, (await answer.json()) as ErrorEnvelope);
  }
}
