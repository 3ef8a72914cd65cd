import { Injectable } from '@nestjs/common';
import { RequestError, taskNamed, type ServiceName } from '@switchyard/contracts';
import { TaskStore } from '@switchyard/task-store';
import { StorageRoom } from '../files/storage-room';
import { GatewaySettings } from '../gateway.settings';

const FRESH_MS = 1000;

/** Whether the queue of a service takes another task; counted at most once a second, whatever the number of requests. */
@Injectable()
export class QueueRoom {
  private known: { at: number; waiting: Promise<Map<ServiceName, number>> } | undefined;

  constructor(
    private readonly store: TaskStore,
    private readonly settings: GatewaySettings,
    private readonly storage: StorageRoom,
  ) {}

  /** Refuses a task whose queue is full, whose memory is that of Redis, and one whose results would have no room. */
  async require(service: ServiceName): Promise<void> {
    await this.storage.requireSome();
    const { maxQueued } = this.settings;
    const waiting = (await this.waiting()).get(service) ?? 0;
    if (waiting < maxQueued) return;
    throw new RequestError('RATE_LIMITED', 'the queue is full', `${waiting} tasks of ${service} wait already`);
  }

  private waiting(): Promise<Map<ServiceName, number>> {
    const now = performance.now();
    if (!this.known || now - this.known.at > FRESH_MS) {
      const waiting = this.count();
      this.known = { at: now, waiting };
      waiting.catch(() => (this.known = undefined));
    }
    return this.known.waiting;
  }

  private async count(): Promise<Map<ServiceName, number>> {
    const waiting = new Map<ServiceName, number>();
    for (const { taskName, count } of await this.store.read.counts(['queued'])) {
      const { service } = taskNamed(taskName);
      waiting.set(service, (waiting.get(service) ?? 0) + count);
    }
    return waiting;
  }
}
