import { join } from 'node:path';
import type { RedisClient } from '@switchyard/redis';
import { SCRATCH } from '../machine/places';
import { preparePython } from '@switchyard/testing';
import type { Side } from '../side';
import { QUEUE, stateKey, type PeerRecord } from './record';

const BATCH = 500;

/** Celery and FastAPI, and what decides their speed, pinned. */
const PACKAGES = [
  'celery==5.7.0',
  'kombu==5.7.0',
  'fastapi==0.165.0',
  'starlette==1.10.0',
  'pydantic==2.14.4',
  'uvicorn==0.54.0',
  'uvloop==0.23.0',
  'httptools==0.9.0',
  'redis==8.1.0',
  'hiredis==3.5.0',
  'packaging==26.4',
];

/** A program that keeps one text a task in Redis, and nothing around it. */
abstract class PeerSide implements Side {
  abstract readonly name: string;
  abstract readonly gateway: readonly string[];
  abstract readonly worker: readonly string[];
  readonly env = {};

  constructor(protected readonly redis: RedisClient) {}

  abstract unfinished(): Promise<number>;

  async isFinal(taskId: string): Promise<boolean> {
    const text = await this.redis.get(stateKey(taskId));
    return text !== null && text.includes('"status":"SUCCESS"');
  }

  /** It keeps no history, so a task that ran twice cannot be told from one that ran once. */
  async faults(taskIds: string[]): Promise<string[]> {
    const faults: string[] = [];
    for (let at = 0; at < taskIds.length; at += BATCH) {
      const ids = taskIds.slice(at, at + BATCH);
      const texts = await this.redis.mget(ids.map(stateKey));
      for (const [i, text] of texts.entries()) {
        const status = text ? (JSON.parse(text) as PeerRecord).status : 'gone';
        if (status !== 'SUCCESS') faults.push(`${ids[i]} is ${status}`);
      }
    }
    return faults;
  }
}

/** Nest on Fastify with `@nestjs/bullmq` and class-validator, as a Nest developer would write it. */
export class BareSide extends PeerSide {
  readonly name = 'bare stack';
  readonly gateway = [process.execPath, join(__dirname, 'bare-gateway.js')];
  readonly worker = [process.execPath, join(__dirname, 'bare-worker.js')];

  async unfinished(): Promise<number> {
    const [waiting, active] = await Promise.all([
      this.redis.llen(`bull:${QUEUE}:wait`),
      this.redis.llen(`bull:${QUEUE}:active`),
    ]);
    return waiting + active;
  }
}

/** FastAPI and Celery in a Python environment of the bench's own, which is made when it is missing. */
export class CelerySide extends PeerSide {
  readonly name = 'Celery';
  private readonly python = preparePython(join(SCRATCH, 'bench/celery'), PACKAGES);
  readonly gateway = [this.python, join(__dirname, 'celery_gateway.py')];
  readonly worker = [this.python, join(__dirname, 'celery_worker.py')];

  async unfinished(): Promise<number> {
    const [waiting, taken] = await Promise.all([this.redis.llen('celery'), this.redis.hlen('unacked')]);
    return waiting + taken;
  }
}
