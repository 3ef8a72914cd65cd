import type { Gateway } from '../gateway/gateway';

const ROOT = '/api/v1/monitoring';

export type Wellness = 'healthy' | 'warning' | 'critical';

/** A GPU's lock as `GET /v1/gpus` shows it; what it waits for beside it. */
export interface GpuStatus {
  lock_key: string;
  is_locked: boolean;
  lock_holder: string | null;
  task_id: string | null;
  worker: string | null;
  ttl_seconds: number | null;
  /** Seconds. */
  lock_age: number | null;
  state: string;
  waiters: { task_id: string; task_name: string; waiting_seconds: number; position: number }[];
  health: { status: Wellness; issues: string[] };
}

export interface MonitorStatus {
  monitor_status: { running: boolean; start_time: number; last_check: number; checks_performed: number };
  monitor_stats: {
    gpu_locks_monitored: number;
    tasks_monitored: number;
    timeouts_detected: number;
    tasks_recovered: number;
  };
  config: { check_interval: number; gpu_timeout: number; heartbeat_timeout: number; enabled: boolean };
  is_running: boolean;
  /** Seconds. */
  uptime: number;
}

export interface MonitorHealth {
  status: Wellness;
  issues: string[];
  metrics: Record<string, string>;
}

export interface CommandReply {
  message: string;
  success: boolean;
}

export interface CheckReply {
  checked_locks: string[];
  timeouts_detected: number;
  actions_taken: { action: string; task_id: string | null; result: string }[];
}

/** The routes of the monitor and of the GPUs. */
export class MonitoringApi {
  constructor(private readonly gateway: Gateway) {}

  async gpus(): Promise<GpuStatus[]> {
    return (await this.gateway.json<{ gpus: GpuStatus[] }>('/v1/gpus')).gpus;
  }

  release(lockKey: string): Promise<CommandReply> {
    return this.gateway.post<CommandReply>(`${ROOT}/lock/release`, { lock_key: lockKey });
  }

  status(): Promise<MonitorStatus> {
    return this.gateway.json<MonitorStatus>(`${ROOT}/monitor/status`);
  }

  health(): Promise<MonitorHealth> {
    return this.gateway.json<MonitorHealth>(`${ROOT}/monitor/health`);
  }

  switch(how: 'start' | 'stop'): Promise<CommandReply> {
    return this.gateway.json<CommandReply>(`${ROOT}/monitor/${how}`, { method: 'POST' });
  }

  check(lockKey?: string): Promise<CheckReply> {
    const query = lockKey === undefined ? '' : `?${new URLSearchParams({ lock_key: lockKey }).toString()}`;
    return this.gateway.json<CheckReply>(`${ROOT}/timeout/check${query}`, { method: 'POST' });
  }
}
