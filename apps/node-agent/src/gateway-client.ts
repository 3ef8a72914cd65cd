import { readFileSync } from 'node:fs';
import { EnvHttpProxyAgent, fetch, type Dispatcher } from 'undici';
import type { AgentSettings } from './agent.settings';
import type { Load } from './idle/machine';

export interface Work {
  task_id: string;
  code: string;
  timeout: number;
  lease: string;
  cpu: number;
  memory: number;
  priority: string;
  reason: string;
  score: { wait: number; contribution: number; newcomer: number; total: number };
}

export interface Sign {
  status: 'idle' | 'busy' | 'offline';
  cpuCores: number;
  memoryMb: number;
  load: Load;
  platform: string;
  /** What it runs; empty for nothing. */
  taskId: string;
}

export interface Report {
  task_id: string;
  lease: string;
  status: 'success' | 'failed' | 'timed_out';
  result: string;
  truncated: boolean;
  execution_time: number;
  error_message: string;
}

/** The gateway did not do what it was asked. */
export class GatewayRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

const TIMEOUT_MS = 20_000;
const MOST_ANSWER_BYTES = 4 * 1024 ** 2;

/** What an agent asks and tells; proxies are those of the environment (`https_proxy`, `no_proxy`). */
export class GatewayClient {
  private readonly dispatcher: Dispatcher;
  private readonly headers: Record<string, string>;

  constructor(
    private readonly node: string,
    private readonly settings: AgentSettings,
  ) {
    const { agentCa, agentKey } = settings;
    const tls = agentCa ? { ca: readFileSync(agentCa, 'utf8') } : {};
    this.dispatcher = new EnvHttpProxyAgent({ connect: tls, requestTls: tls, maxResponseSize: MOST_ANSWER_BYTES });
    this.headers = agentKey ? { authorization: `Bearer ${agentKey}` } : {};
  }

  /** @returns the task that this node holds, as the gateway knows it */
  async heartbeat({ status, cpuCores, memoryMb, load, platform, taskId }: Sign): Promise<string | null> {
    const reply = await this.ask('POST', '/internal/heartbeat', {
      ...{ node_id: this.node, status, platform, task_id: taskId },
      resources: { cpu_cores: cpuCores, memory_mb: memoryMb },
      current_load: { cpu_percent: load.cpuPercent, memory_percent: load.memoryPercent },
    });
    return (reply as { task_id: string | null }).task_id;
  }

  /** Waits for a task. */
  async request(waitSeconds: number, signal: AbortSignal): Promise<Work | undefined> {
    const query = new URLSearchParams({ node_id: this.node, wait: String(waitSeconds) });
    const timeoutMs = waitSeconds * 1000 + TIMEOUT_MS;
    const reply = await this.ask('GET', `/internal/task/request?${query.toString()}`, undefined, { signal, timeoutMs });
    return (reply as { task?: Work }).task;
  }

  async report(report: Report): Promise<void> {
    await this.ask('POST', '/internal/task/result', report);
  }

  async giveBack(task_id: string, lease: string, reason: string): Promise<void> {
    await this.ask('POST', '/internal/task/return', { task_id, lease, reason });
  }

  async close(): Promise<void> {
    await this.dispatcher.destroy();
  }

  private async ask(
    method: string,
    path: string,
    body?: object,
    { signal, timeoutMs = TIMEOUT_MS }: { signal?: AbortSignal; timeoutMs?: number } = {},
  ): Promise<unknown> {
    const limit = AbortSignal.timeout(timeoutMs);
    const reply = await fetch(new URL(path, this.settings.agentServer), {
      method,
      dispatcher: this.dispatcher,
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      headers: { ...this.headers, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body && JSON.stringify(body),
    });
    const answer = await reply.json().catch(() => ({}));
    if (reply.ok) return answer;
    throw refusal(reply.status, answer, reply.headers.get('retry-after'));
  }
}

function refusal(status: number, answer: unknown, retryAfter: string | null): GatewayRefusal {
  const { error = {} } = answer as { error?: { code?: string; message?: string; details?: unknown } };
  const { code = 'UNKNOWN', message = `the gateway answered ${status}`, details } = error;
  const text = typeof details === 'string' ? `${message}: ${details}` : message;
  return new GatewayRefusal(status, code, text, retryAfter === null ? undefined : Number(retryAfter));
}

/** An error of the network in words. */
export function wordOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && cause.message ? cause.message : error.message;
}
