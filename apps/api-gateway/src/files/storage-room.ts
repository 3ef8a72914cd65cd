import { Inject, Injectable } from '@nestjs/common';
import type { ApiKey } from '@switchyard/api-keys';
import { SharedStorage } from '@switchyard/storage';
import { Caller } from '../access/caller';
import { GatewaySettings } from '../gateway.settings';
import { noRoom, type UploadLimits } from './receive-form';
import { VISIBLE_OUTPUTS, type VisibleOutputs } from './visible-outputs';

const FRESH_MS = 1000;

/** How much more an API key may keep here: its uploads and the files of its tasks count. */
@Injectable()
export class StorageRoom {
  private readonly known = new Map<string, { at: number; used: Promise<number> }>();

  constructor(
    private readonly storage: SharedStorage,
    private readonly settings: GatewaySettings,
    @Inject(VISIBLE_OUTPUTS) private readonly outputs: VisibleOutputs,
  ) {}

  /** What the key of the request may upload. */
  async uploadLimits(): Promise<UploadLimits> {
    const { key } = Caller.current;
    const room = key?.most_bytes === undefined ? undefined : key.most_bytes - (await this.usedBy(key));
    return { limit: this.settings.maxUploadBytes, room, owner: key?.id };
  }

  /** @throws RequestError when the results of another task of the caller would have no room */
  async requireSome(): Promise<void> {
    const { key } = Caller.current;
    if (key?.most_bytes === undefined) return;
    const known = this.known.get(key.id);
    const fresh =
      known && performance.now() - known.at < FRESH_MS ? known : { at: performance.now(), used: this.usedBy(key) };
    this.known.set(key.id, fresh);
    fresh.used.catch(() => this.known.delete(key.id));
    if ((await fresh.used) >= key.most_bytes) throw noRoom(0);
  }

  private async usedBy({ id }: ApiKey): Promise<number> {
    return (await this.storage.uploadedBytes(id)) + (await this.outputs.bytesOf(id));
  }
}
