import { join } from 'node:path';
import { Script, type Keys, type RedisClient } from '@switchyard/redis';
import { firstDueInMs } from './outbox';
import { toRecord, type StoredTask } from './record-codec';
import type { StoreSettings } from './store-settings';

const script = (verb: string): Script => new Script(join(__dirname, 'lua', `${verb}.lua`));

const DUE = script('due');
const TRIED = script('callback_tried');
const LATER = script('callback_later');
const AGAIN = script('callback_again');

/** How much later a callback is looked for again, for each one that waits. */
const LOOK_AGAIN_EACH_MS = 10;

/** Time without a sign of life of the process that sends a callback after which another one does. */
export const callbackPatienceMs = ({ heartbeatTimeoutMs }: Pick<StoreSettings, 'heartbeatTimeoutMs'>): number =>
  Math.min(30_000, heartbeatTimeoutMs);

/** The callback of a final task that has to be sent. */
export interface DueCallback {
  task: StoredTask;
  url: string;
  /** How often it was sent in vain. */
  tries: number;
  /** Number of the event with which the task became final. */
  seq: number;
}

/** What came of one try. */
export type CallbackTry =
  | { outcome: 'sent'; status: number }
  | { outcome: 'failed'; reason: string }
  | { outcome: 'pending'; reason: string; delayMs: number };

/**
 * The callbacks that final tasks owe. The script that makes a task final marks its callback as due; until a try is told of
 * here, the callback comes up again.
 */
export class Callbacks {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
    private readonly settings: StoreSettings,
  ) {}

  /** Ids of tasks whose callbacks are due; each comes up again after a while. */
  async due(most: number): Promise<string[]> {
    const args = [most, callbackPatienceMs(this.settings), LOOK_AGAIN_EACH_MS];
    const [, ...ids] = (await DUE.run(this.redis, [this.keys.callbacks], args)) as string[];
    return ids;
  }

  /** In how many milliseconds the next one is due. */
  nextInMs(): Promise<number | undefined> {
    return firstDueInMs(this.redis, this.keys.callbacks);
  }

  /** Nothing when there is nothing to send. */
  async read(taskId: string): Promise<DueCallback | undefined> {
    const hash = await this.redis.hgetall(this.keys.task(taskId));
    const { callback: url, callback_status, callback_tries, callback_seq } = hash;
    if (!url || callback_status !== 'pending' || !callback_seq) {
      await this.redis.zrem(this.keys.callbacks, taskId);
      return undefined;
    }
    return { task: toRecord(hash), url, tries: Number(callback_tries), seq: Number(callback_seq) };
  }

  /** @returns `lost` when another process told of this try, or the task is gone */
  async tried({ task, tries }: DueCallback, what: CallbackTry, producer: string): Promise<'ok' | 'lost'> {
    const { task_id: id } = task;
    const { outcome, ...facts } = what;
    const payload = 'delayMs' in facts ? { reason: facts.reason, retry_in: facts.delayMs / 1000 } : facts;
    return (await TRIED.run(
      this.redis,
      [this.keys.task(id), this.keys.taskEvents(id), this.keys.callbacks],
      [
        id,
        tries,
        outcome,
        'delayMs' in facts ? Math.ceil(facts.delayMs) : 0,
        outcome === 'sent' ? 'callback_sent' : 'callback_failed',
        producer,
        JSON.stringify({ try: tries + 1, ...payload }),
        this.settings.eventsMax,
      ],
    )) as 'ok' | 'lost';
  }

  /** Puts off a callback that was not tried. */
  async later(taskId: string, delayMs: number): Promise<void> {
    await LATER.run(this.redis, [this.keys.callbacks], [taskId, Math.ceil(delayMs)]);
  }

  /** Sends the callback of a final task once more, from the first try on. */
  async again(taskId: string): Promise<'ok' | 'gone' | 'none' | 'unfinished'> {
    const keys = [this.keys.task(taskId), this.keys.callbacks];
    return (await AGAIN.run(this.redis, keys, [taskId])) as 'ok' | 'gone' | 'none' | 'unfinished';
  }
}
