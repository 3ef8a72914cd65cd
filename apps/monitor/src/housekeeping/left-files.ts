import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { isFinal } from '@switchyard/contracts';
import { SharedStorage, attemptOf, type AttemptPlace } from '@switchyard/storage';
import { TaskStore, type StoredTask } from '@switchyard/task-store';

const WORKFLOWS = 'workflows';
const TEMP = '.tmp';
/** Reads records of so many attempts at once. */
const BATCH = 200;

/** A directory of an attempt, below the root. */
interface Left {
  place: AttemptPlace;
  directory: string;
  temporary: boolean;
}

/**
 * Directories of attempts that no record needs: what a worker left that died between the outcome and its tidying up, and what a
 * replaced attempt wrote after its task was final.
 */
@Injectable()
export class LeftFiles {
  constructor(
    private readonly storage: SharedStorage,
    private readonly store: TaskStore,
  ) {}

  /** @returns how many went */
  async remove(): Promise<number> {
    let removed = 0;
    let batch: Left[] = [];
    for await (const left of this.attempts()) {
      batch.push(left);
      if (batch.length < BATCH) continue;
      removed += await this.removeFinal(batch);
      batch = [];
    }
    return removed + (await this.removeFinal(batch));
  }

  private async removeFinal(found: Left[]): Promise<number> {
    const tasks = await this.store.read.getMany(found.map(({ place }) => place.taskId));
    let removed = 0;
    for (const [at, one] of found.entries()) {
      if (!(await this.isLeft(one, tasks[at] ?? null))) continue;
      await (one.temporary ? this.storage.removeTemp(one.place) : this.storage.removeAttempt(one.place));
      removed += 1;
    }
    return removed;
  }

  /** Results without a record may be all that is left after a loss of Redis' data; they stay as long as records do. */
  private async isLeft({ place, directory, temporary }: Left, task: StoredTask | null): Promise<boolean> {
    if (task) return isFinal(task.status) && (temporary || task.status !== 'succeeded' || task.fence !== place.fence);
    if (temporary) return true;
    const facts = await stat(directory).catch(() => undefined);
    return facts !== undefined && Date.now() - facts.mtimeMs > this.store.settings.stateTtlMs;
  }

  private async *attempts(): AsyncGenerator<Left> {
    for await (const workflow of namesIn(join(this.storage.root, WORKFLOWS))) {
      for await (const task of namesIn(join(this.storage.root, WORKFLOWS, workflow))) {
        for (const temporary of [false, true]) {
          const parent = join(this.storage.root, WORKFLOWS, workflow, task, temporary ? TEMP : '');
          for await (const attempt of namesIn(parent)) {
            const place = attemptOf([WORKFLOWS, workflow, task, attempt]);
            if (place) yield { place, directory: join(parent, attempt), temporary };
          }
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
