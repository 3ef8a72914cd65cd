import { Inject, Injectable } from '@nestjs/common';
import { ApiKeys } from '@switchyard/api-keys';
import { Egress, EgressRefusedError, type EgressReply } from '@switchyard/egress';
import { LOGGER, traced, type Logger } from '@switchyard/observability';
import { CallbackSender } from '@switchyard/queue';
import { TaskStore, type CallbackTry, type DueCallback } from '@switchyard/task-store';
import { MONITOR_ID } from '../monitor-id';
import { MonitorMetrics } from '../monitor-metrics';
import { MonitorSettings } from '../monitor.settings';
import { DueCallbacks } from './due-callbacks';
import { Hosts } from './hosts';
import { messageOf } from './message';

/** So much of a delay is chance, so that what failed together does not come back together. */
const JITTER = 0.2;
const LONGEST_RETRY_AFTER_SECONDS = 24 * 3600;
const GONE = 410;
/** Replies say nothing that is needed. */
const MOST_REPLY_BYTES = 1024;

/** Sends callbacks, and tells the store what came of each try. */
@Injectable()
export class Sending extends CallbackSender {
  private readonly hosts = new Hosts();
  private readonly ending = new AbortController();

  constructor(
    private readonly store: TaskStore,
    private readonly egress: Egress,
    private readonly due: DueCallbacks,
    private readonly keys: ApiKeys,
    private readonly settings: MonitorSettings,
    private readonly metrics: MonitorMetrics,
    @Inject(MONITOR_ID) private readonly id: string,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    super();
  }

  async send(taskId: string): Promise<void> {
    const due = await this.store.callbacks.read(taskId);
    if (!due) return;
    const { host } = new URL(due.url);
    const waitMs = this.hosts.enter(host);
    if (waitMs !== undefined) return this.later(taskId, waitMs);
    const began = performance.now();
    const span = { name: 'callback', kind: 'CLIENT', parent: await this.store.read.traceOf(taskId) } as const;
    const what = await traced(span, () => this.tryOnce(due));
    this.hosts.left(host, performance.now() - began, what?.outcome === 'sent');
    if (!what) return this.later(taskId, 0);
    const told = await this.store.callbacks.tried(due, what, this.id);
    if (what.outcome === 'pending') this.due.lookIn(what.delayMs);
    this.metrics.callback(what.outcome);
    this.log.info({ event: `callback.${what.outcome}`, task_id: taskId, try: due.tries + 1, told, ...what });
  }

  /** Ends the requests under way; their callbacks are sent by another process, or after the next start. */
  stop(): void {
    this.ending.abort();
  }

  private async later(taskId: string, delayMs: number): Promise<void> {
    await this.store.callbacks.later(taskId, delayMs);
    this.due.lookIn(delayMs);
  }

  /** Nothing when this process is ending. */
  private async tryOnce(due: DueCallback): Promise<CallbackTry | undefined> {
    try {
      const reply = await this.egress.send({
        url: new URL(due.url),
        method: 'POST',
        ...messageOf(due, await this.secretOf(due)),
        timeoutMs: this.settings.callbackTimeout * 1000,
        mostReplyBytes: MOST_REPLY_BYTES,
        signal: this.ending.signal,
      });
      return this.judge(reply, due);
    } catch (error) {
      if (this.ending.signal.aborted) return undefined;
      return this.again(due, error instanceof EgressRefusedError ? `refused: ${error.reason}` : wordOf(error));
    }
  }

  /** That of the API key which the task belongs to, where it has one. */
  private async secretOf({ task: { owner } }: DueCallback): Promise<string> {
    const own = owner === null ? null : await this.keys.callbackSecret(owner);
    return own ?? this.settings.callbackSecret;
  }

  private judge({ status, headers }: EgressReply, due: DueCallback): CallbackTry {
    if (status >= 200 && status < 300) return { outcome: 'sent', status };
    if (status === GONE) return { outcome: 'failed', reason: `the receiver wants no more (${status})` };
    const redirect = status >= 300 && status < 400 ? ', which is a redirect; none is followed' : '';
    return this.again(due, `the receiver replied ${status}${redirect}`, secondsOf(headers['retry-after']));
  }

  private again({ tries }: DueCallback, reason: string, atLeastSeconds = 0): CallbackTry {
    const delay = this.settings.callbackDelays[tries];
    if (delay === undefined) return { outcome: 'failed', reason };
    const seconds = Math.max(delay * (1 - JITTER + 2 * JITTER * Math.random()), atLeastSeconds);
    return { outcome: 'pending', reason, delayMs: seconds * 1000 };
  }
}

function wordOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'TimeoutError' ? 'the receiver did not reply in time' : error.message || String(error);
}

/** Of a `Retry-After`: seconds, or a date. */
function secondsOf(header: string | undefined): number {
  if (header === undefined) return 0;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(0, seconds), LONGEST_RETRY_AFTER_SECONDS) : 0;
}
