import { Injectable } from '@nestjs/common';
import {
  InvalidRequestError,
  RequestError,
  STANDARD_PRIORITY,
  pathsIn,
  resolveInput,
  taskNamed,
  type FieldProblems,
  type TaskDefinition,
} from '@switchyard/contracts';
import { Egress } from '@switchyard/egress';
import { PathProblem, SharedStorage } from '@switchyard/storage';
import { TaskStore, queueFor, type Created, type NewTask, type StoredTask } from '@switchyard/task-store';
import { QueueRoom } from './queue-room';
import { StandardAttempts } from './standard-attempts';
import { newTaskId } from './task-id';
import { differences } from './same-request';
import type { Submission } from './submission';

const PRODUCER = 'gateway';
const REMOTE = /^(https?|s3):\/\//i;

/** Turns a submission into a stored task in its queue; nothing is stored before everything is checked. */
@Injectable()
export class SubmitService {
  constructor(
    private readonly store: TaskStore,
    private readonly storage: SharedStorage,
    private readonly attempts: StandardAttempts,
    private readonly egress: Egress,
    private readonly room: QueueRoom,
  ) {}

  async submit(submission: Submission): Promise<Created> {
    const task = taskNamed(submission.task_name);
    const known = submission.task_id ? await this.store.read.get(submission.task_id) : null;
    if (known) return this.again(known, requestOf(submission, task));
    const created = await this.store.transitions.create(await this.check(submission, task), PRODUCER);
    if (!created.created) return this.again(created.task, requestOf(submission, task));
    return created;
  }

  private async check(submission: Submission, task: TaskDefinition): Promise<NewTask> {
    await this.room.require(task.service);
    const taskId = submission.task_id ?? newTaskId();
    const workflowId = submission.workflow_id ?? taskId;
    if (submission.callback) await this.checkCallback(submission.callback);
    const context = submission.workflow_id ? await this.store.read.context(workflowId) : null;
    const input = await this.withSharePaths(task, resolveInput(task, submission.input_data, context));
    return {
      taskId,
      workflowId,
      taskName: task.name,
      queue: queueFor(task, input),
      priority: submission.priority ?? task.priority ?? STANDARD_PRIORITY,
      requestedAs: submission.task_name === task.name ? undefined : submission.task_name,
      input,
      callback: submission.callback,
      request: requestOf(submission, task),
      maxAttempts: submission.max_attempts ?? (await this.attempts.standard()),
      timeoutSeconds: submission.timeout ?? task.limits?.timeout ?? this.attempts.timeoutSeconds,
    };
  }

  /** Looked at again when it is sent to. */
  private async checkCallback(text: string): Promise<void> {
    const problem = URL.canParse(text) ? await this.egress.refusalOf(new URL(text)) : 'is not a URL';
    if (problem) throw new InvalidRequestError({ callback: problem });
  }

  /** Every path is looked at now: a missing file costs its sender a reply, not a task. */
  private async withSharePaths(task: TaskDefinition, input: object): Promise<object> {
    const problems: FieldProblems = {};
    const shared = { ...input };
    for (const { field, path, kind } of pathsIn(task.input, input)) {
      const problem = REMOTE.test(path)
        ? 'is a URL; inputs from outside are not supported yet: upload the file with POST /v1/files'
        : await this.storage
            .resolveInput(path, kind, (attempts) => this.store.read.areVisible(attempts))
            .then(({ sharePath }) => void Object.assign(shared, { [field]: sharePath }), reasonOf);
      if (problem) problems[`input_data.${field}`] = problem;
    }
    if (Object.keys(problems).length > 0) throw new InvalidRequestError(problems);
    return shared;
  }

  private again(task: StoredTask, request: Record<string, unknown>): Created {
    const fields = differences(task.request, request);
    if (fields.length === 0) return { created: false, task };
    throw new RequestError('TASK_CONFLICT', 'this task id belongs to a different request', {
      task_id: task.task_id,
      different: fields,
    });
  }
}

/** What makes two submissions the same request. */
const requestOf = (submission: Submission, task: TaskDefinition): Record<string, unknown> => ({
  task_name: task.name,
  workflow_id: submission.workflow_id ?? null,
  input_data: submission.input_data,
  max_attempts: submission.max_attempts ?? null,
  timeout: submission.timeout ?? null,
  priority: submission.priority ?? null,
  ...(submission.callback === undefined ? {} : { callback: submission.callback }),
});

function reasonOf(error: unknown): string {
  if (error instanceof PathProblem) return error.reason;
  throw error;
}
