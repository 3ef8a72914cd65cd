import type { Submission, SwitchyardClient } from '@switchyard/client';
import { isFinal } from '@switchyard/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgressLine } from '../progress-lines';

/** Where tasks run that take their inputs from each other. */
export interface Workflow {
  gateway: SwitchyardClient;
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
  const submission = { task_name: name, input_data: input, workflow_id: workflowId } as Submission;
  const { task_id: id } = await gateway.tasks.submit(submission);
  for (;;) {
    const task = await gateway.tasks.status(id);
    if (isFinal(task.status)) {
      const seconds = (performance.now() - began) / 1000;
      line.done(task.status === 'succeeded' ? `${seconds.toFixed(1)} s` : task.status);
      if (task.status !== 'succeeded') throw new TaskFailedError(name, task.status, task.error?.message ?? 'no reason');
      const { result } = await gateway.tasks.result(id);
      return { name, output: result.output ?? {}, seconds };
    }
    line.update(task.progress, task.status === 'queued' ? (task.reason ?? 'queued') : '');
    await sleep(POLL_MS, undefined, { signal });
  }
}
