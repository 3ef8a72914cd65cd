import { Injectable } from '@nestjs/common';
import { TaskStore } from '@switchyard/task-store';
import { GpuService } from '../monitoring/gpu.service';
import { workersOf } from '../workers/workers.controller';
import type { MonitorFrame } from './monitor-frame';
import { RunsService } from './runs.service';

const RUNS_SHOWN = 50;

/** Facts that pass by themselves, and say nothing new alone. */
const PASSING = new Set(['timestamp', 'ttl_seconds', 'lock_age', 'last_check', 'waiting_seconds', 'seen_at']);

/** What clients of `/ws/monitor` see beside single runs; each is told again only when it has changed. */
@Injectable()
export class MonitorFacts {
  private told = new Map<string, string>();

  constructor(
    private readonly runs: RunsService,
    private readonly gpus: GpuService,
    private readonly store: TaskStore,
  ) {}

  async snapshot(): Promise<MonitorFrame[]> {
    const [page, now] = await Promise.all([this.runs.page({ limit: RUNS_SHOWN, offset: 0 }), this.now()]);
    return [{ type: 'workflows', data: { ...page, snapshot: true } }, ...now];
  }

  async changes(): Promise<MonitorFrame[]> {
    const frames = await this.now();
    const told = new Map(frames.map(({ type, data }) => [type, lasting(data)]));
    const news = frames.filter(({ type }) => told.get(type) !== this.told.get(type));
    this.told = told;
    return news;
  }

  private async now(): Promise<MonitorFrame[]> {
    const [stats, gpus, workers] = await Promise.all([this.runs.stats(), this.gpus.all(), workersOf(this.store)]);
    return [
      { type: 'stats', data: stats },
      { type: 'lock', data: gpus },
      { type: 'node', data: workers },
    ];
  }
}

const lasting = (data: object): string =>
  JSON.stringify(data, (name, value: unknown) => (PASSING.has(name) ? undefined : value));
