import { Injectable } from '@nestjs/common';
import { Deadlines } from '@switchyard/monitoring';
import { TaskStore } from '@switchyard/task-store';
import type { Check, CheckOrder, Findings } from '../checks/check';

/** Queued tasks that a worker set aside and no longer asks for; they go back to their place. */
@Injectable()
export class LeftReservations implements Check {
  readonly name = 'reservations';
  private readonly deadlines: Deadlines;

  constructor(private readonly store: TaskStore) {
    this.deadlines = new Deadlines(store.redis, store.keys, store.keys.reservations);
  }

  async run({ recover }: CheckOrder): Promise<Findings> {
    const { read, queue } = this.store;
    if (!recover) return {};
    const late = (await this.deadlines.late(recover)).map(({ id }) => id);
    const tasks = await read.getMany(late);
    const actions: NonNullable<Findings['actions']> = [];
    for (const task of tasks) {
      if (!task || (await queue.expire(task)) !== 'ok') continue;
      actions.push({ action: 'update_task_status', task_id: task.task_id, result: 'back in its queue' });
    }
    await this.deadlines.forget(late.filter((_id, at) => tasks[at] === null));
    return { timeouts: actions.length, actions };
  }

  nextInMs(): Promise<number | undefined> {
    return this.deadlines.nextInMs();
  }
}
