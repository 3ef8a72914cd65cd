import { RequestError } from '@switchyard/contracts';
import type { Keys, RedisClient } from '@switchyard/redis';
import type { Flow } from './model';

export interface StoredFlow {
  flow: Flow;
  version: number;
  /** As its author wrote it. */
  source: string;
  /** Id of the API key that it belongs to. */
  owner: string | null;
  created_at: string;
  updated_at: string;
}

/** Flows by their ids. A job keeps its own copy, so that a change or a removal touches no job that runs. */
export class FlowStore {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
  ) {}

  /** @param owner of a flow that is new. @returns its version */
  async put(flow: Flow, source: string, owner: string | undefined): Promise<number> {
    const key = this.keys.flow(flow.flow_id);
    const now = new Date();
    const replies = await this.redis
      .multi()
      .hincrby(key, 'version', 1)
      .hsetnx(key, 'created_at', now.toISOString())
      .hsetnx(key, 'owner', owner ?? '')
      .hset(key, 'flow', JSON.stringify(flow), 'source', source, 'updated_at', now.toISOString())
      .zadd(this.keys.flows, 'NX', now.getTime(), flow.flow_id)
      .exec();
    return Number(replies?.[0]?.[1]);
  }

  async get(flowId: string): Promise<StoredFlow | null> {
    return toFlow(await this.redis.hgetall(this.keys.flow(flowId)));
  }

  /** @throws RequestError when there is none */
  async require(flowId: string): Promise<StoredFlow> {
    const found = await this.get(flowId);
    if (!found) throw flowNotFound(flowId);
    return found;
  }

  /** Newest first. */
  async all(): Promise<StoredFlow[]> {
    const ids = await this.redis.zrange(this.keys.flows, '0', '-1', 'REV');
    const found = await Promise.all(ids.map((id) => this.get(id)));
    return found.flatMap((flow) => flow ?? []);
  }

  async remove(flowId: string): Promise<boolean> {
    const replies = await this.redis.multi().del(this.keys.flow(flowId)).zrem(this.keys.flows, flowId).exec();
    return replies?.[0]?.[1] === 1;
  }
}

export const flowNotFound = (flowId: string): RequestError =>
  new RequestError('FLOW_NOT_FOUND', 'flow not found', `flow ${flowId.slice(0, 128)} does not exist`);

function toFlow(hash: Record<string, string>): StoredFlow | null {
  const { flow, version, source = '', owner, created_at, updated_at } = hash;
  if (!flow || !created_at || !updated_at) return null;
  const times = { created_at, updated_at };
  return { flow: JSON.parse(flow) as Flow, version: Number(version), source, owner: owner || null, ...times };
}
