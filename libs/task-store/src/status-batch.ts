import { join } from 'node:path';
import { Script, type RedisClient } from '@switchyard/redis';
import { SUMMARY_FIELDS, toSummary, type StoredTask } from './record-codec';

const STATUS = new Script(join(__dirname, 'lua', 'status.lua'), { FIELDS: SUMMARY_FIELDS });
/** Redis does nothing else while a script runs: this many take it a fraction of a millisecond. */
const MOST = 64;

export interface TaskStatus {
  task: StoredTask;
  /** How many tasks stand before it while it is queued, else -1. */
  ahead: number;
}

interface Question {
  key: string;
  resolve: (status: TaskStatus | null) => void;
  reject: (error: unknown) => void;
}

/**
 * How tasks are doing. What is asked in one turn of the event loop is asked of Redis in one call: the call costs it, and
 * us, about as much as what it reads.
 */
export class StatusBatch {
  private questions: Question[] = [];

  constructor(
    private readonly redis: RedisClient,
    private readonly queueStem: string,
  ) {}

  of(key: string): Promise<TaskStatus | null> {
    return new Promise((resolve, reject) => {
      if (this.questions.push({ key, resolve, reject }) === 1) setImmediate(() => this.flush());
    });
  }

  private flush(): void {
    const all = this.questions;
    this.questions = [];
    for (let at = 0; at < all.length; at += MOST) void this.ask(all.slice(at, at + MOST));
  }

  private async ask(questions: Question[]): Promise<void> {
    try {
      const keys = questions.map(({ key }) => key);
      const replies = (await STATUS.run(this.redis, keys, [this.queueStem])) as string[];
      questions.forEach(({ resolve }, i) => resolve(parse(replies[i] as string)));
    } catch (error) {
      for (const { reject } of questions) reject(error);
    }
  }
}

function parse(reply: string): TaskStatus | null {
  const [ahead, ...values] = JSON.parse(reply) as [number, ...(string | false)[]];
  return values[0] ? { task: toSummary(values), ahead } : null;
}
