import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { ServiceName } from '@switchyard/contracts';
import { version } from '../package.json';

/** Which worker process this is. */
export class WorkerIdentity {
  readonly version = version;
  readonly host = hostname();
  /** Differs from that of every other process. */
  readonly id: string;

  /** What tells this process from others of its host. */
  readonly instance = `${process.pid}-${randomBytes(3).toString('hex')}`;

  constructor(readonly service: ServiceName) {
    this.id = `${service}@${this.host}-${this.instance}`;
  }
}
