import { Injectable } from '@nestjs/common';
import type { TaskState } from '@switchyard/contracts';
import type { HandTask } from '@switchyard/monitoring';
import { TaskStore, type StoredTask } from '@switchyard/task-store';
import { Caller } from '../access/caller';
import { notFound } from '../tasks/own-tasks';
import { GpuService } from './gpu.service';
import { heartbeatsText } from './heartbeats-text';
import { MonitoringService } from './monitoring.service';
import type { HeartbeatData, TaskHeartbeat } from './replies';

/** What is known of the signs of life of tasks. */
@Injectable()
export class HeartbeatsService {
  constructor(
    private readonly store: TaskStore,
    private readonly monitoring: MonitoringService,
    private readonly gpus: GpuService,
  ) {}

  async of(taskId: string): Promise<TaskHeartbeat> {
    const task = await this.store.read.summary(taskId);
    if (task && !Caller.current.sees(task.owner)) throw notFound(taskId);
    if (task) return task.status === 'running' ? this.beating(task) : stopped(taskId, task.status);
    const other = await this.monitoring.byHand.get(taskId);
    if (!other) throw notFound(taskId);
    return other.status === 'running' ? running(taskId, dataOf(other)) : stopped(taskId, other.status);
  }

  /** The state of a task of our workers that the caller may see. */
  async stateOf(taskId: string): Promise<TaskState | undefined> {
    const task = await this.store.read.summary(taskId);
    return task && Caller.current.sees(task.owner) ? task.status : undefined;
  }

  /** A page as JSON text. */
  async page(query: { limit: number; cursor?: string }): Promise<string> {
    const { running } = this.monitoring;
    const timeoutMs = this.monitoring.now().then(({ settings }) => settings.task_heartbeat_timeout * 1000);
    const [counts, page] = await Promise.all([
      running.counts(),
      running.page({ ...query, owner: Caller.current.only }, timeoutMs),
      timeoutMs,
    ]);
    return heartbeatsText(page, counts);
  }

  private async lockOf({ task_id, executed_on }: StoredTask): Promise<string | null> {
    const held = (await this.gpus.read.all()).find(
      ({ state, lease }) => state === 'held' && lease?.taskId === task_id && lease.worker === executed_on,
    );
    return held?.lockKey ?? null;
  }

  private async beating(task: StoredTask): Promise<TaskHeartbeat> {
    const { redis, keys } = this.store;
    const [deadline, { monitor, settings }] = await Promise.all([
      redis.zscore(keys.heartbeats, task.task_id),
      this.monitoring.now(),
    ]);
    if (deadline === null) return stopped(task.task_id, (await this.stateOf(task.task_id)) ?? task.status);
    // The timeout may have been a longer one when it beat.
    const last = Number(deadline) / 1000 - settings.task_heartbeat_timeout;
    return running(task.task_id, {
      task_name: task.task_name,
      start_time: Date.parse(task.started_at ?? task.created_at) / 1000,
      last_update: Math.min(monitor.now / 1000, last),
      gpu_lock: await this.lockOf(task),
      progress: task.progress,
    });
  }
}

const dataOf = ({ taskName, startedAt, lastUpdate, progress }: HandTask): HeartbeatData => ({
  task_name: taskName,
  start_time: startedAt / 1000,
  last_update: lastUpdate / 1000,
  gpu_lock: null,
  progress,
});

const running = (task_id: string, data: HeartbeatData): TaskHeartbeat => ({
  task_id,
  heartbeat_exists: true,
  is_registered: true,
  status: 'running',
  heartbeat_data: data,
  last_update: data.last_update,
  is_running: true,
});

const stopped = (task_id: string, status: string): TaskHeartbeat => ({
  task_id,
  heartbeat_exists: false,
  is_registered: false,
  status,
  heartbeat_data: null,
  last_update: null,
  is_running: false,
});
