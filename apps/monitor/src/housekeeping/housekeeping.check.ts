import { Injectable } from '@nestjs/common';
import { DeadTasks, toMs } from '@switchyard/monitoring';
import { SharedStorage } from '@switchyard/storage';
import { TaskStore } from '@switchyard/task-store';
import type { Check, CheckOrder, Findings } from '../checks/check';
import { LeftFiles } from './left-files';
import { OldUploads } from './old-uploads';

/** Nothing here is urgent. */
const EVERY_MS = 300_000;

/** Removes leftovers: uploads that never ended or are too old, files of attempts that died while tidying up, old entries. */
@Injectable()
export class Housekeeping implements Check {
  readonly name = 'housekeeping';
  private lastMs = -Infinity;

  constructor(
    private readonly store: TaskStore,
    private readonly storage: SharedStorage,
    private readonly dead: DeadTasks,
    private readonly leftFiles: LeftFiles,
    private readonly oldUploads: OldUploads,
  ) {}

  async run({ recover }: CheckOrder): Promise<Findings> {
    if (!recover || performance.now() - this.lastMs < EVERY_MS) return {};
    this.lastMs = performance.now();
    await this.dead.forgetOld();
    await this.store.heartbeats.forgetSilentWorkers(toMs(await this.store.redis.time()));
    await this.storage.removeAbandonedUploads();
    await this.leftFiles.remove();
    await this.oldUploads.remove();
    return {};
  }
}
