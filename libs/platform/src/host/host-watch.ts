import { cpus } from 'node:os';
import { join, sep } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { LOGGER, type Logger } from '@switchyard/observability';
import { SharedStorage } from '@switchyard/storage';
import type { HostFacts } from '@switchyard/task-store';
import type { Systeminformation as Si } from 'systeminformation';

const READ_EVERY_MS = 15_000;
const MIB = 1024 ** 2;

/** What the thread posts. */
interface HostReading {
  load: Pick<Si.CurrentLoadData, 'currentLoad'>;
  memory: Pick<Si.MemData, 'total' | 'available'>;
  disks: Pick<Si.FsSizeData, 'mount' | 'size' | 'available'>[];
  controllers: Pick<Si.GraphicsControllerData, 'name' | 'model' | 'utilizationGpu' | 'memoryTotal' | 'memoryUsed'>[];
  /** Of the shared files. */
  directory: string;
}

/** The facts of this host as they were a few seconds ago; to ask for them costs nothing. */
@Injectable()
export class HostWatch implements OnApplicationShutdown {
  private thread: Worker | undefined;
  private known: HostFacts | undefined;

  constructor(
    private readonly storage: SharedStorage,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Nothing until the host was read for the first time. */
  get facts(): HostFacts | undefined {
    return this.known;
  }

  /** To be called once the app works: a start has no time for it. */
  begin(): void {
    const workerData = { directory: this.storage.root, everyMs: READ_EVERY_MS };
    this.thread = new Worker(join(__dirname, 'host-reader.thread.cjs'), {
      ...{ workerData, resourceLimits: { codeRangeSizeMb: 16 } },
    });
    this.thread.on('message', (reading: HostReading) => (this.known = hostFactsOf(reading, cpus().length)));
    this.thread.on('error', (error) => {
      this.known = undefined;
      this.log.warn({ event: 'host.unknown', error: error.message });
    });
    this.thread.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.thread?.terminate();
  }
}

export function hostFactsOf({ load, memory, disks, controllers, directory }: HostReading, cores: number): HostFacts {
  const disk = diskOf(disks, directory);
  return {
    cpu: { cores, load: share(load.currentLoad) },
    memory: { total_bytes: memory.total, available_bytes: memory.available },
    disk: disk ? { total_bytes: disk.size, available_bytes: disk.available } : null,
    gpus: controllers.map(({ name, model, utilizationGpu, memoryTotal = 0, memoryUsed = 0 }) => ({
      name: name ?? model,
      // systeminformation leaves out what is 0
      load: share(utilizationGpu ?? 0),
      memory_total_bytes: memoryTotal * MIB,
      memory_used_bytes: memoryUsed * MIB,
    })),
  };
}

const share = (percent: number): number => Math.round(percent * 10) / 1000;

/** The file system that holds the directory: the one that is mounted nearest above it. */
function diskOf(disks: HostReading['disks'], directory: string): HostReading['disks'][number] | undefined {
  const within = (mount: string): boolean =>
    `${directory}${sep}`.startsWith(mount.endsWith(sep) ? mount : `${mount}${sep}`);
  return disks.filter(({ mount }) => within(mount)).sort((a, b) => b.mount.length - a.mount.length)[0];
}
