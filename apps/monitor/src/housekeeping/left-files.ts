import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { isFinal } from '@switchyard/contracts';
import { SharedStorage, attemptOf, type AttemptPlace } from '@switchyard/storage';
import { TaskStore } from '@switchyard/task-store';

const WORKFLOWS = 'workflows';
const TEMP = '.tmp';
/** Reads records of so many attempts at once. */
const BATCH = 200;

/** Temporary directories of tasks that are final: left where a worker died between its outcome and its tidying up. */
@Injectable()
export class LeftFiles {
  constructor(
    private readonly storage: SharedStorage,
    private readonly store: TaskStore,
  ) {}

  /** @returns how many went */
  async remove(): Promise<number> {
    let removed = 0;
    let batch: AttemptPlace[] = [];
    for await (const place of this.temps()) {
      batch.push(place);
      if (batch.length < BATCH) continue;
      removed += await this.removeFinal(batch);
      batch = [];
    }
    return removed + (await this.removeFinal(batch));
  }

  private async removeFinal(places: AttemptPlace[]): Promise<number> {
    const tasks = await this.store.read.getMany(places.map(({ taskId }) => taskId));
    const left = places.filter((_place, at) => {
      const task = tasks[at];
      return task === null || (task !== undefined && isFinal(task.status));
    });
    for (const place of left) await this.storage.removeTemp(place);
    return left.length;
  }

  private async *temps(): AsyncGenerator<AttemptPlace> {
    for await (const workflow of namesIn(join(this.storage.root, WORKFLOWS))) {
      for await (const task of namesIn(join(this.storage.root, WORKFLOWS, workflow))) {
        for await (const attempt of namesIn(join(this.storage.root, WORKFLOWS, workflow, task, TEMP))) {
          const place = attemptOf([WORKFLOWS, workflow, task, attempt]);
          if (place) yield place;
        }
      }
    }
  }
}

/** The directories in a directory, one by one; none where it is missing. */
async function* namesIn(directory: string): AsyncGenerator<string> {
  try {
    for await (const entry of await opendir(directory)) if (entry.isDirectory()) yield entry.name;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
