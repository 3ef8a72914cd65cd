import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  InvalidRequestError,
  isFinal,
  isRemote,
  pathsIn,
  resolveInput,
  taskNamed,
  type PathKind,
  type TaskDefinition,
  type TaskState,
} from '@switchyard/contracts';
import { JobStore, type Activation, type JobPlan, type Routine } from '@switchyard/flows';
import { GpuLockSettings } from '@switchyard/gpu-lock';
import { STANDARD_ATTEMPTS } from '@switchyard/monitoring';
import { PathProblem, SharedStorage, StalledShareError, mayUse, type ResolvedInput } from '@switchyard/storage';
import { TaskStore, queueFor, type NewTask, type StoredTask } from '@switchyard/task-store';
import { TaskWatch } from './task-watch';
import { WorkError } from './work-error';

const PRODUCER = 'flow-engine';
const STALLED_AGAIN_MS = 2000;

/** Runs tasks of the catalogue for routines. */
@Injectable()
export class TaskRuns {
  constructor(
    private readonly store: TaskStore,
    private readonly watch: TaskWatch,
    private readonly jobs: JobStore,
    private readonly limits: GpuLockSettings,
    private readonly storage: SharedStorage,
  ) {}

  /**
   * Submits the task of an activation and waits for its end. Its id follows from the activation and the try: an engine that goes
   * on for a dead one waits for the same task.
   * @throws WorkError
   */
  async run(
    plan: JobPlan,
    routine: Routine,
    activation: Activation,
    inputs: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<{ taskId: string; output: unknown }> {
    const taskId = `f-${plan.jobId}-${activation.n}-${activation.tries}`;
    const task = (await this.store.read.summary(taskId)) ?? (await this.submit(plan, routine, taskId, inputs));
    await this.jobs.noteTask(plan.jobId, activation, taskId);
    const ended = isFinal(task.status) ? task : await this.untilEnd(task, signal);
    const whole = await this.store.read.get(taskId);
    if (ended.status === 'succeeded' && whole) return { taskId, output: whole.output };
    const { code, message } = whole?.error ?? WORDS[ended.status] ?? WORDS.failed;
    throw new WorkError(code, message, whole?.error?.retryable ?? true, taskId);
  }

  private async submit(
    plan: JobPlan,
    routine: Routine,
    taskId: string,
    inputs: Record<string, unknown>,
  ): Promise<StoredTask> {
    const definition = taskNamed(routine.task ?? '');
    const input = await this.located(plan, definition, checked(definition, inputs));
    const attempts = await this.store.redis.hget(this.store.keys.monitorConfig, 'max_retry_attempts');
    const task: NewTask = {
      taskId,
      workflowId: plan.jobId,
      owner: plan.owner ?? undefined,
      taskName: definition.name,
      queue: queueFor(definition, input),
      priority: plan.priority,
      input,
      request: { task_name: definition.name, workflow_id: plan.jobId, input_data: inputs },
      maxAttempts: Number(attempts ?? STANDARD_ATTEMPTS),
      timeoutSeconds: definition.limits?.timeout ?? this.limits.timeoutHard,
    };
    return (await this.store.transitions.create(task, PRODUCER)).task;
  }

  /** With the `/share/…` form of each path. Files that the sender of the job may not use are not there. */
  private async located(plan: JobPlan, { input: type }: TaskDefinition, input: object): Promise<object> {
    const only = plan.only ?? undefined;
    const located: Record<string, unknown> = { ...input };
    for (const { field, path, kind } of pathsIn(type, input)) {
      if (isRemote(path)) continue;
      try {
        const found = await this.find(path, kind, only);
        if (only !== undefined && !mayUse(found.sharePath, only))
          throw new PathProblem('missing', `${found.sharePath} does not exist`);
        located[field] = found.sharePath;
      } catch (error) {
        if (error instanceof PathProblem) throw new WorkError('INVALID_INPUT', `${field}: ${error.reason}`, false);
        throw error;
      }
    }
    return located;
  }

  /** Waits for a share that hangs: no other engine would find the file sooner. */
  private async find(path: string, kind: PathKind, only: string | undefined): Promise<ResolvedInput> {
    for (;;) {
      try {
        return await this.storage.resolveInput(path, kind, (all) => this.store.read.areVisible(all, only));
      } catch (error) {
        if (!(error instanceof StalledShareError)) throw error;
        await pause(STALLED_AGAIN_MS);
      }
    }
  }

  private async untilEnd(task: StoredTask, signal: AbortSignal): Promise<StoredTask> {
    try {
      return await this.watch.end(task, signal);
    } catch (error) {
      if (signal.aborted && signal.reason === JOB_OVER) await this.store.transitions.cancel(task, PRODUCER);
      throw error;
    }
  }
}

function checked(definition: TaskDefinition, inputs: Record<string, unknown>): object {
  try {
    // without the context of the workflow: its stages may be those of another item
    return resolveInput(definition, inputs, null);
  } catch (error) {
    if (!(error instanceof InvalidRequestError)) throw error;
    const words = Object.entries(error.problems).map(([field, word]) => `${field} ${word}`);
    throw new WorkError('INVALID_INPUT', words.join('; '), false);
  }
}

/** Why an activation is given up whose job has ended. */
export const JOB_OVER = Symbol('the job is over');

const WORDS: Partial<Record<TaskState, { code: string; message: string }>> & {
  failed: { code: string; message: string };
} = {
  failed: { code: 'TASK_FAILED', message: 'the task failed' },
  cancelled: { code: 'CANCELLED', message: 'the task was cancelled' },
  expired: { code: 'TASK_EXPIRED', message: 'the task expired' },
};
