import { isFinal } from '@switchyard/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayClient } from '../gateway-client';
import type { ProgressLine } from '../progress-lines';

/** Where tasks run that take their inputs from each other. */
export interface Workflow {
  gateway: GatewayClient;
  workflowId: string;
  signal: AbortSignal;
}

export interface FinishedTask {
  name: string;
  output: Record<string, unknown>;
  /** From submission to result, in seconds. */
  seconds: number;
}

/** A task came to another end than success. */
export class TaskFailedError extends Error {
  constructor(name: string, status: string, reason: string) {
    super(`${name} ended as ${status}: ${reason}`);
  }
}

const POLL_MS = 150;

/** Submits a task of a workflow and follows it to its end. */
export async function runTask(
  { gateway, workflowId, signal }: Workflow,
  name: string,
  input: Record<string, unknown>,
  line: ProgressLine,
): Promise<FinishedTask> {
  const began = performance.now();
  const id = await gateway.submit(name, input, signal, { workflow_id: workflowId });
  for (;;) {
    const task = await gateway.status(id, signal);
    if (isFinal(task.status)) {
      const seconds = (performance.now() - began) / 1000;
      line.done(task.status === 'succeeded' ? `${seconds.toFixed(1)} s` : task.status);
      if (task.status !== 'succeeded') throw new TaskFailedError(name, task.status, task.error?.message ?? 'no reason');
      return { name, output: await gateway.output(id, signal), seconds };
    }
    line.update(task.progress, task.status === 'queued' ? (task.reason ?? 'queued') : '');
    await sleep(POLL_MS, undefined, { signal });
  }
}
