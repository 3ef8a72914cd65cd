import { Injectable } from '@nestjs/common';
import { isFinal } from '@switchyard/contracts';
import { isRedisOutage } from '@switchyard/redis';
import { TaskStore, stageOf, type Created, type StoredTask } from '@switchyard/task-store';
import { OutlookService, type Outlook } from './outlook';
import type { StageReply, SubmissionReply } from './replies';
import { TaskEnds } from './task-ends';

/** What the sender of a task is told. */
@Injectable()
export class SubmissionAnswers {
  constructor(
    private readonly store: TaskStore,
    private readonly outlook: OutlookService,
    private readonly ends: TaskEnds,
  ) {}

  async of(created: Created): Promise<SubmissionReply> {
    const { task } = created;
    if (task.status === 'queued') return replyOf(task, await this.told(() => this.outlookOf(created)));
    return replyOf(task, null, task.reused_from === null ? null : stageOf(task));
  }

  /** Holds the answer until the task is final. */
  async afterWait(created: Created, withinMs: number, hungUp: AbortSignal): Promise<SubmissionReply> {
    const result = await this.told(() => this.resultWithin(created.task, withinMs, hungUp));
    return result ?? this.of(created);
  }

  private async resultWithin(task: StoredTask, withinMs: number, hungUp: AbortSignal): Promise<SubmissionReply | null> {
    const last = await this.ends.wait(task, withinMs, hungUp);
    if (!isFinal(last.status)) return last.status === 'queued' ? null : replyOf(last, null);
    const whole = await this.store.read.get(task.task_id);
    return replyOf(last, null, whole && stageOf(whole));
  }

  private async outlookOf(created: Created): Promise<Outlook> {
    const { task } = created;
    const ahead = created.created ? created.ahead : ((await this.store.read.status(task.task_id))?.ahead ?? 0);
    return this.outlook.of(task, ahead);
  }

  /** Nothing where Redis is away by now: the task is stored, and an error would have its sender submit it again. */
  private async told<T>(look: () => Promise<T>): Promise<T | null> {
    try {
      return await look();
    } catch (error) {
      if (isRedisOutage(error)) return null;
      throw error;
    }
  }
}

const replyOf = (
  { task_id, workflow_id, status, reused_from }: StoredTask,
  wait: Outlook | null,
  result: StageReply | null = null,
): SubmissionReply => ({
  task_id,
  workflow_id,
  status,
  position: wait?.position ?? null,
  estimated_wait: wait?.estimated_wait ?? null,
  reused_from,
  result,
});
