import type { Keys, RedisClient } from '@switchyard/redis';
import { Callbacks } from './callbacks';
import { Claims } from './claims';
import { Heartbeats } from './heartbeats';
import type { StoreSettings } from './store-settings';
import { TaskEndCounts } from './task-ends';
import { Expiries, Outbox } from './outbox';
import type { JobQueue } from './task-job';
import { TaskReader } from './task-reader';
import { Transitions } from './transitions';

/** The tasks of an installation: what changes them, what keeps them alive, what reads them. */
export class TaskStore {
  readonly transitions: Transitions;
  readonly claims: Claims;
  readonly heartbeats: Heartbeats;
  readonly read: TaskReader;
  readonly ends: TaskEndCounts;
  readonly outbox: Outbox;
  readonly expiries: Expiries;
  readonly callbacks: Callbacks;

  constructor(
    readonly redis: RedisClient,
    readonly keys: Keys,
    readonly settings: StoreSettings,
    jobs: JobQueue,
  ) {
    this.transitions = new Transitions(redis, keys, settings, jobs);
    this.claims = new Claims(redis, keys, settings, jobs);
    this.heartbeats = new Heartbeats(redis, keys, settings);
    this.read = new TaskReader(redis, keys);
    this.ends = new TaskEndCounts(redis, keys.ends);
    this.callbacks = new Callbacks(redis, keys, settings);
    this.outbox = new Outbox(redis, keys, this.read);
    this.expiries = new Expiries(redis, keys, this.read);
  }
}
