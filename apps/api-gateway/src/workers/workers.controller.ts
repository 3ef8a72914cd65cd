import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { TaskStore, type LiveWorker } from '@switchyard/task-store';
import { Needs } from '../access/needs';
import { WorkerList, type WorkerReply } from './replies';

/** Who works here. */
@ApiTags('Workers')
@Controller('v1/workers')
export class WorkersController {
  constructor(private readonly store: TaskStore) {}

  @ApiOperation({ summary: 'Every live worker, what it does and the machine it runs on' })
  @ApiOkResponse({ type: WorkerList })
  @Needs('read')
  @Get()
  list(): Promise<WorkerList> {
    return workersOf(this.store);
  }
}

export async function workersOf({ heartbeats }: TaskStore): Promise<WorkerList> {
  const live = await heartbeats.liveWorkers();
  const workers = live.map(replyOf).sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return { workers, total: workers.length };
}

const orderOf = ({ service, worker }: WorkerReply): string => `${service} ${worker}`;

/** Field by field: a worker of another version may say more, or less. */
const replyOf = (live: LiveWorker): WorkerReply => ({
  worker: live.worker,
  service: live.service,
  version: live.version,
  device: live.device,
  gpus: live.gpus ?? [],
  models: live.models,
  missing: live.missing,
  concurrency: live.concurrency,
  running: live.running,
  load: Math.round((live.running / live.concurrency) * 1000) / 1000,
  host: live.host,
  pid: live.pid,
  seen_at: live.seen_at,
  host_facts: live.host_facts ?? null,
});
