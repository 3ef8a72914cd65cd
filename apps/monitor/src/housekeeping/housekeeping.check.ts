import { toMs, type DeadTasks } from '@switchyard/monitoring';
import type { SharedStorage } from '@switchyard/storage';
import type { TaskStore } from '@switchyard/task-store';
import type { Check, CheckOrder, Findings } from '../checks/check';
import type { LeftFiles } from './left-files';

/** Nothing here is urgent. */
const EVERY_MS = 300_000;

/** What nobody needs any more: uploads that never ended, files of attempts that died while tidying up, old entries. */
export class Housekeeping implements Check {
  readonly name = 'housekeeping';
  private lastMs = -Infinity;

  constructor(
    private readonly store: TaskStore,
    private readonly storage: SharedStorage,
    private readonly dead: DeadTasks,
    private readonly leftFiles: LeftFiles,
  ) {}

  async run({ recover }: CheckOrder): Promise<Findings> {
    if (!recover || performance.now() - this.lastMs < EVERY_MS) return {};
    this.lastMs = performance.now();
    await this.dead.forgetOld();
    await this.store.heartbeats.forgetSilentWorkers(toMs(await this.store.redis.time()));
    await this.storage.removeAbandonedUploads();
    await this.leftFiles.remove();
    return {};
  }
}
