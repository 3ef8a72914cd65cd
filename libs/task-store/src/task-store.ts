import type { Keys, RedisClient } from '@switchyard/redis';
import { Heartbeats } from './heartbeats';
import type { StoreSettings } from './store-settings';
import { TaskQueue } from './task-queue';
import { TaskReader } from './task-reader';
import { Transitions } from './transitions';

/** The tasks of an installation: what changes them, what hands them out, what keeps them alive, what reads them. */
export class TaskStore {
  readonly transitions: Transitions;
  readonly queue: TaskQueue;
  readonly heartbeats: Heartbeats;
  readonly read: TaskReader;

  constructor(
    readonly redis: RedisClient,
    readonly keys: Keys,
    readonly settings: StoreSettings,
  ) {
    this.transitions = new Transitions(redis, keys, settings);
    this.queue = new TaskQueue(redis, keys, settings);
    this.heartbeats = new Heartbeats(redis, keys, settings);
    this.read = new TaskReader(redis, keys);
  }
}
