import { Injectable } from '@nestjs/common';
import { RequestError } from '@switchyard/contracts';
import { FlowStore, flowNotFound, type Flow, type StoredFlow } from '@switchyard/flows';
import { Caller } from '../access/caller';

/** The flows that the caller of the request may see; others are not there. */
@Injectable()
export class OwnFlows {
  constructor(private readonly store: FlowStore) {}

  /** @throws RequestError when there is no such flow */
  async get(id: string): Promise<StoredFlow> {
    const found = await this.store.get(id);
    if (!found || !Caller.current.sees(found.owner)) throw flowNotFound(id);
    return found;
  }

  async all(): Promise<StoredFlow[]> {
    const { current } = Caller;
    return (await this.store.all()).filter(({ owner }) => current.sees(owner));
  }

  async put(flow: Flow, source: string): Promise<StoredFlow> {
    const { flow_id } = flow;
    const known = await this.store.get(flow_id);
    if (known && !Caller.current.sees(known.owner))
      throw new RequestError('FLOW_CONFLICT', 'the flow id is taken', `flow ${flow_id} belongs to another API key`);
    await this.store.put(flow, source, Caller.current.owner);
    return this.get(flow_id);
  }

  async remove(id: string): Promise<void> {
    await this.get(id);
    await this.store.remove(id);
  }
}
