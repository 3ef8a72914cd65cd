import { Injectable } from '@nestjs/common';
import {
  InvalidRequestError,
  RequestError,
  STANDARD_PRIORITY,
  isFinal,
  resolveInput,
  taskNamed,
  type TaskDefinition,
  type WorkflowContext,
} from '@switchyard/contracts';
import { Egress } from '@switchyard/egress';
import {
  TaskStore,
  queueFor,
  workflowTaken,
  type Created,
  type NewTask,
  type StoredTask,
} from '@switchyard/task-store';
import { Caller } from '../access/caller';
import { InputPaths, type InputFile } from './input-paths';
import { notFound } from './own-tasks';
import { QueueRoom } from './queue-room';
import { StandardAttempts } from './standard-attempts';
import { newTaskId } from './task-id';
import { differences } from './same-request';
import type { Submission } from './submission';

const PRODUCER = 'gateway';

/** A submission as its sender wrote it, and where it comes from. */
export type Order = Submission & { retry_of?: string };

/** What a submission would store. */
export interface Plan {
  task: NewTask;
  definition: TaskDefinition;
  files: InputFile[];
}

/**
 * Turns a submission into a stored task in its queue; nothing is stored before everything is checked. The task belongs to the
 * owner of its workflow, and a new workflow to the API key of the request.
 */
@Injectable()
export class SubmitService {
  constructor(
    private readonly store: TaskStore,
    private readonly paths: InputPaths,
    private readonly attempts: StandardAttempts,
    private readonly egress: Egress,
    private readonly room: QueueRoom,
  ) {}

  async submit(order: Order): Promise<Created> {
    const known = await this.known(order);
    if (known) return { created: false, task: known };
    const { task } = await this.plan(order);
    const created = await this.store.transitions.create(task, PRODUCER);
    if (!created.created) requireSame(created.task, task.request);
    return created;
  }

  /** Tries an ended task again. @param newId of the new task */
  async again(taskId: string, newId?: string): Promise<Created> {
    const task = await this.store.read.get(taskId);
    if (!task || !Caller.current.sees(task.owner)) throw notFound(taskId);
    if (!isFinal(task.status))
      throw new RequestError('TASK_CONFLICT', 'the task has not ended', `task ${taskId} is ${task.status}`);
    return this.submit(orderAgain(task, newId));
  }

  /** The task that has the id of an order already; refused when its request was another one. */
  async known(order: Order): Promise<StoredTask | null> {
    const request = requestOf(order, taskNamed(order.task_name));
    const task = order.task_id ? await this.store.read.get(order.task_id) : null;
    if (task) requireSame(task, request);
    return task;
  }

  /** Checks everything and stores nothing. */
  async plan(order: Order): Promise<Plan> {
    const definition = taskNamed(order.task_name);
    await this.room.require(definition.service);
    const taskId = order.task_id ?? newTaskId();
    const workflowId = order.workflow_id ?? taskId;
    if (order.callback) await this.checkCallback(order.callback);
    const upload = await this.uploadOf(order);
    const { owner, context } = await this.workflowOf(order);
    const located = await this.paths.locate(definition, resolveInput(definition, order.input_data, context));
    const { input, files } = located;
    const task: NewTask = {
      taskId,
      workflowId,
      owner,
      taskName: definition.name,
      queue: queueFor(definition, input),
      priority: order.priority ?? definition.priority ?? STANDARD_PRIORITY,
      requestedAs: order.task_name === definition.name ? undefined : order.task_name,
      input,
      callback: order.callback,
      upload,
      retryOf: order.retry_of,
      queueTtlSeconds: order.queue_ttl,
      reuse: order.reuse === 'any' ? await this.paths.digestOf(definition, located, owner) : undefined,
      request: requestOf(order, definition),
      maxAttempts: order.max_attempts ?? (await this.attempts.standard()),
      timeoutSeconds: order.timeout ?? definition.limits?.timeout ?? this.attempts.timeoutSeconds,
    };
    return { task, definition, files };
  }

  /** Whom the workflow of an order belongs to, and what there is of it; `create.lua` looks at the owner again. */
  private async workflowOf({ workflow_id: id }: Order): Promise<{ owner?: string; context: WorkflowContext | null }> {
    const caller = Caller.current;
    const owner = id === undefined ? undefined : await this.store.read.ownerOfWorkflow(id);
    if (id === undefined || owner === undefined) return { owner: caller.owner, context: null };
    if (!caller.sees(owner)) throw workflowTaken(id);
    return { owner: owner ?? undefined, context: await this.store.read.context(id) };
  }

  /** A result that is taken over was uploaded where its first task said. */
  private async uploadOf({ upload, reuse }: Order): Promise<string | undefined> {
    const taken = reuse === 'any';
    const target = await this.paths.targetOf(taken ? (upload ?? false) : upload);
    if (taken && target !== undefined)
      throw new InvalidRequestError({
        upload: 'cannot go with reuse: the files of another task are where that one said',
      });
    return target;
  }

  /** Looked at again when it is sent to. */
  private async checkCallback(text: string): Promise<void> {
    const problem = URL.canParse(text) ? await this.egress.refusalOf(new URL(text)) : 'is not a URL';
    if (problem) throw new InvalidRequestError({ callback: problem });
  }
}

function requireSame(task: StoredTask, request: Record<string, unknown>): void {
  if (!Caller.current.sees(task.owner))
    throw new RequestError('TASK_CONFLICT', 'the task id is taken', `task ${task.task_id} belongs to another API key`);
  const fields = differences(task.request, request);
  if (fields.length === 0) return;
  throw new RequestError('TASK_CONFLICT', 'this task id belongs to a different request', {
    task_id: task.task_id,
    different: fields,
  });
}

/** What makes two submissions the same request. */
const requestOf = (order: Order, task: TaskDefinition): Record<string, unknown> => ({
  task_name: task.name,
  workflow_id: order.workflow_id ?? null,
  input_data: order.input_data,
  max_attempts: order.max_attempts ?? null,
  timeout: order.timeout ?? null,
  priority: order.priority ?? null,
  ...(order.callback === undefined ? {} : { callback: order.callback }),
  ...(order.upload === undefined ? {} : { upload: order.upload }),
  ...(order.queue_ttl === undefined ? {} : { queue_ttl: order.queue_ttl }),
  ...(order.reuse === undefined ? {} : { reuse: order.reuse }),
  ...(order.retry_of === undefined ? {} : { retry_of: order.retry_of }),
});

/** The order that runs a task again in its workflow, where the outputs of earlier stages are. */
function orderAgain({ task_id, workflow_id, requested_as, request }: StoredTask, newId?: string): Order {
  const given = Object.entries(request).filter(([, value]) => value !== null);
  const { task_name, input_data, reuse: _reuse, ...rest } = Object.fromEntries(given) as Partial<Order>;
  return {
    ...rest,
    task_name: requested_as ?? task_name ?? '',
    input_data: input_data ?? {},
    workflow_id,
    retry_of: task_id,
    task_id: newId,
  };
}
