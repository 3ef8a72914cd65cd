import { Injectable } from '@nestjs/common';
import { InvalidRequestError, RequestError } from '@switchyard/contracts';
import { CODE_STATES, CodeTasks, Nodes, type CodeState, type CodeTask } from '@switchyard/nodes';
import type { Caller } from '../access/caller';
import { GatewaySettings } from '../gateway.settings';
import { newTaskId } from '../tasks/task-id';
import type { CodeAccepted, CodeTaskPage, CodeTaskReply, NodeStats } from './replies';
import type { CodeSubmission, CodeTasksQuery } from './requests';
import { runsOn, taskView, timeOf, type Outlook } from './views';

const MINUTES_OF_AN_HOUR = 60;
/** What a task takes when none has ended in the last hour. */
const GUESSED_SECONDS = 10;

/** Code tasks for those who submit them. */
@Injectable()
export class CodeTasksService {
  constructor(
    private readonly tasks: CodeTasks,
    private readonly nodes: Nodes,
    private readonly settings: GatewaySettings,
  ) {}

  async submit({ code, timeout, resources, check }: CodeSubmission, caller: Caller): Promise<CodeAccepted> {
    if (check && check.of < check.agree)
      throw new InvalidRequestError({ 'check.of': `must not be less than check.agree, which is ${check.agree}` });
    await this.requireRoom();
    const id = newTaskId();
    const needs = { timeoutSeconds: timeout, cpu: resources.cpu, memoryMb: resources.memory };
    const before = await this.tasks.submit({ id, code, ...needs, owner: caller.owner, producer: caller.actor, check });
    return { task_id: id, status: 'queued', estimated_wait: await this.waitBehind(before) };
  }

  async one(id: string, caller: Caller): Promise<CodeTaskReply> {
    const task = await this.find(id, caller);
    return taskView(task, task.status === 'queued' ? await this.outlook(task) : NOTHING_TO_WAIT_FOR);
  }

  async page({ status, limit, offset }: CodeTasksQuery, caller: Caller): Promise<CodeTaskPage> {
    const owner = caller.only;
    const states: readonly CodeState[] =
      status === undefined ? CODE_STATES : [status === 'pending' ? 'queued' : status];
    const [places, counts] = await Promise.all([
      this.tasks.newest({ states, owner, limit, offset }),
      this.tasks.counts(owner),
    ]);
    const found = await this.tasks.many(places.map(({ id }) => id));
    return {
      tasks: found.map((task) => ({
        task_id: task.id,
        status: task.status,
        created_at: timeOf(task.createdAt),
        executed_on: runsOn(task),
      })),
      total: states.reduce((sum, state) => sum + counts[state], 0),
    };
  }

  async cancel(id: string, caller: Caller): Promise<CodeTaskReply> {
    const { status } = await this.find(id, caller);
    const was = await this.tasks.cancel(id, caller.actor);
    if (was !== 'cancelled' || status === 'cancelled')
      throw new RequestError(
        'TASK_CONFLICT',
        'the task has ended',
        `task ${id} is ${was === 'none' ? 'removed' : was}`,
      );
    return this.one(id, caller);
  }

  /** The last hour in figures. */
  async stats(): Promise<NodeStats> {
    const [minutes, open, nodes] = await Promise.all([
      this.tasks.ends.minutes(MINUTES_OF_AN_HOUR),
      this.tasks.counts(),
      this.nodes.counts(),
    ]);
    const sum = (of: 'succeeded' | 'failed' | 'cancelled' | 'succeededMs'): number =>
      minutes.reduce((total, minute) => total + minute[of], 0);
    const [completed, failed, seconds] = [sum('succeeded'), sum('failed'), sum('succeededMs') / 1000];
    return {
      time_period: 'last_hour',
      tasks: {
        total: completed + failed + sum('cancelled') + open.queued + open.running,
        ...{ completed, failed },
        avg_time: completed === 0 ? 0 : seconds / completed,
      },
      nodes: { total: nodes.idle + nodes.busy + nodes.offline, ...nodes },
      throughput: { tasks_per_hour: completed, compute_hours: seconds / 3600 },
    };
  }

  /** A task of another key is as good as none. */
  private async find(id: string, caller: Caller): Promise<CodeTask> {
    const task = await this.tasks.get(id);
    if (!task || !caller.sees(task.owner || null)) throw noSuchTask(id);
    return task;
  }

  private async requireRoom(): Promise<void> {
    const { queued } = await this.tasks.counts();
    if (queued >= this.settings.maxQueued)
      throw new RequestError('RATE_LIMITED', 'the queue is full', `${queued} code tasks wait already`);
  }

  private async outlook(task: CodeTask): Promise<Outlook> {
    const before = await this.tasks.ahead(task);
    return { position: before + 1, estimated_wait: await this.waitBehind(before) };
  }

  /** From how long tasks took in the last hour, and how many nodes are there. */
  private async waitBehind(before: number): Promise<number | null> {
    const { tasks, nodes } = await this.stats();
    const here = nodes.idle + nodes.busy;
    if (here === 0) return null;
    if (nodes.idle > before) return 0;
    const turns = (before - nodes.idle + 1) / here;
    return Math.round(turns * (tasks.avg_time || GUESSED_SECONDS) * 10) / 10;
  }
}

const NOTHING_TO_WAIT_FOR: Outlook = { position: null, estimated_wait: null };

export const noSuchTask = (id: string): RequestError =>
  new RequestError('TASK_NOT_FOUND', 'task not found', `task ${id} does not exist`);
