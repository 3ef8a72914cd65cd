import { Injectable } from '@nestjs/common';
import { lockKeyOf } from '@switchyard/gpu-lock';
import { HostWatch } from '@switchyard/platform';
import type { Presence } from '@switchyard/task-store';
import { GpuDevices } from './gpu/gpu-devices';
import { WorkerIdentity } from './worker-identity';
import { Readiness } from './readiness';
import { WorkerSettings } from './worker-settings';

/** What this process says of itself with each heartbeat. */
@Injectable()
export class WorkerPresence {
  constructor(
    private readonly identity: WorkerIdentity,
    private readonly settings: WorkerSettings,
    private readonly gpus: GpuDevices,
    private readonly readiness: Readiness,
    private readonly host: HostWatch,
  ) {}

  get worker(): string {
    return this.identity.id;
  }

  facts(): Omit<Presence, 'running'> {
    const { service, version, host } = this.identity;
    const { devices } = this.gpus;
    return {
      ...{ service, version, host, pid: process.pid },
      device: devices.some(({ simulated }) => !simulated) ? 'cuda' : 'cpu',
      gpus: devices.map(({ gpu }) => lockKeyOf(gpu)),
      models: this.readiness.models,
      missing: this.readiness.missing,
      concurrency: this.settings.concurrency,
      host_facts: this.host.facts,
    };
  }
}
