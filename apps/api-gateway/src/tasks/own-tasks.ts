import { Injectable } from '@nestjs/common';
import { RequestError } from '@switchyard/contracts';
import { TaskStore, type StoredTask, type TaskFilter, type TaskStatus } from '@switchyard/task-store';
import { Caller } from '../access/caller';

/** The tasks that the caller of the request may see; others are not there. */
@Injectable()
export class OwnTasks {
  constructor(private readonly store: TaskStore) {}

  /** @throws RequestError when there is no such task */
  async get(id: string): Promise<StoredTask> {
    return seen(id, await this.store.read.get(id));
  }

  /** Without its input, request and output. @throws RequestError when there is no such task */
  async status(id: string): Promise<TaskStatus> {
    const found = await this.store.read.status(id);
    seen(id, found?.task);
    return found as TaskStatus;
  }

  list(filter: TaskFilter): Promise<StoredTask[]> {
    return this.store.read.list({ ...filter, owner: Caller.current.only });
  }
}

function seen(id: string, task: StoredTask | null | undefined): StoredTask {
  if (!task || !Caller.current.sees(task.owner)) throw notFound(id);
  return task;
}

export const notFound = (id: string): RequestError =>
  new RequestError('TASK_NOT_FOUND', 'task not found', `task ${id.slice(0, 128)} does not exist`);
