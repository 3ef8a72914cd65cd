import { Injectable } from '@nestjs/common';
import { CATALOGUE } from '@switchyard/contracts';
import { SharedStorage } from '@switchyard/storage';
import { TaskStore } from '@switchyard/task-store';
import { MonitorSettings } from '../monitor.settings';

/** Reads so many records at once. */
const PAGE = 200;
const SCANNED = 1000;
/** Lists of items that a flow's job has still to do something with. */
const OF_ITEMS = /:(slot|in|out):/;
const UPLOAD = /\/uploads\/([^/"]+)/g;

/** Uploads whose time is over and that no task, and no item of a flow's job, needs which is still to be done. */
@Injectable()
export class OldUploads {
  constructor(
    private readonly store: TaskStore,
    private readonly storage: SharedStorage,
    private readonly settings: MonitorSettings,
  ) {}

  /** @returns how many went */
  async remove(): Promise<number> {
    const ageMs = this.settings.uploadTtl * 1000;
    const old = await this.storage.oldUploads(ageMs);
    if (old.length === 0) return 0;
    const needed = await this.needed();
    let removed = 0;
    for (const id of old)
      // a submission that came meanwhile has noted its use
      if (!needed.has(id) && (await this.storage.removeOldUpload(id, ageMs))) removed += 1;
    return removed;
  }

  private async needed(): Promise<Set<string>> {
    const needed = new Set<string>();
    const note = (text: string): void => {
      for (const [, id = ''] of text.matchAll(UPLOAD)) needed.add(id);
    };
    for await (const ids of this.unfinished()) {
      for (const task of await this.store.read.getMany(ids)) note(JSON.stringify(task?.input ?? {}));
    }
    for await (const items of this.itemsOfJobs()) items.forEach(note);
    return needed;
  }

  private async *unfinished(): AsyncGenerator<string[]> {
    const { redis, keys } = this.store;
    for (const { name } of CATALOGUE) {
      for (const state of ['queued', 'running'] as const) {
        const ids = await redis.zrange(keys.taskIndex(name, state), '0', '-1');
        for (let at = 0; at < ids.length; at += PAGE) yield ids.slice(at, at + PAGE);
      }
    }
  }

  private async *itemsOfJobs(): AsyncGenerator<string[]> {
    const { redis, keys } = this.store;
    for (let cursor = ''; cursor !== '0';) {
      const found = await redis.scan(cursor || '0', 'MATCH', `${keys.flowJob('')}*`, 'COUNT', SCANNED, 'TYPE', 'list');
      cursor = found[0];
      for (const key of found[1].filter((one) => OF_ITEMS.test(one))) yield redis.lrange(key, 0, -1);
    }
  }
}
