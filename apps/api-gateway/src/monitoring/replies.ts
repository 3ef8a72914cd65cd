import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

/** How well something is. */
export const WELLNESS = ['healthy', 'warning', 'critical'] as const;
export type Wellness = (typeof WELLNESS)[number];

const Seconds = (description: string): PropertyDecorator =>
  ApiProperty({ description: `${description} (Unix seconds)` });
const OrNull = (type: typeof String | typeof Number, description?: string): PropertyDecorator =>
  ApiProperty({ type, nullable: true, ...(description ? { description } : {}) });
const Wellbeing = (): PropertyDecorator => ApiProperty({ enum: WELLNESS });
const Texts = (): PropertyDecorator => ApiProperty({ type: [String] });

export class CommandReply {
  @ApiProperty() message!: string;
  @ApiProperty() success!: boolean;
}

export class MonitorRunning {
  @ApiProperty() running!: boolean;
  @Seconds('0 before the first start') start_time!: number;
  @Seconds('0 before the first check') last_check!: number;
  @ApiProperty() checks_performed!: number;
}

export class MonitorStats {
  @ApiProperty() gpu_locks_monitored!: number;
  @ApiProperty() tasks_monitored!: number;
  @ApiProperty() timeouts_detected!: number;
  @ApiProperty() tasks_recovered!: number;
}

export class MonitorShownConfig {
  @ApiProperty({ description: 'seconds' }) check_interval!: number;
  @ApiProperty({ description: 'longest wait for a GPU, seconds' }) gpu_timeout!: number;
  @ApiProperty({ description: 'seconds' }) heartbeat_timeout!: number;
  @ApiProperty({ description: 'checks are not turned off' }) enabled!: boolean;
}

export class MonitorStatus {
  @ApiProperty() monitor_status!: MonitorRunning;
  @ApiProperty() monitor_stats!: MonitorStats;
  @ApiProperty() config!: MonitorShownConfig;
  @ApiProperty({ description: 'a monitor leads, and its checks are on' }) is_running!: boolean;
  @ApiProperty({ description: 'seconds since the start' }) uptime!: number;
}

export class MonitorMetrics {
  @ApiProperty({ example: '30s' }) check_frequency!: string;
  @ApiProperty({ example: '100%' }) gpu_lock_coverage!: string;
  @ApiProperty({ example: '95%' }) task_monitoring_coverage!: string;
  @ApiProperty({ example: '45ms' }) avg_response_time!: string;
}

export class MonitorHealth {
  @Wellbeing() status!: Wellness;
  @Texts() issues!: string[];
  @ApiProperty() metrics!: MonitorMetrics;
  @Seconds('now') timestamp!: number;
}

export class HeartbeatData {
  @ApiProperty() task_name!: string;
  @Seconds('start of the attempt') start_time!: number;
  @Seconds('last sign of life') last_update!: number;
  @OrNull(String, 'the GPU it holds') gpu_lock!: string | null;
  @ApiProperty({ description: '0 to 1' }) progress!: number;
}

export class TaskHeartbeat {
  @ApiProperty() task_id!: string;
  @ApiProperty() heartbeat_exists!: boolean;
  @ApiProperty() is_registered!: boolean;
  @ApiProperty() status!: string;
  @ApiProperty({ type: HeartbeatData, nullable: true }) heartbeat_data!: HeartbeatData | null;
  @OrNull(Number) last_update!: number | null;
  @ApiProperty() is_running!: boolean;
}

export class ActiveTask {
  @ApiProperty() task_name!: string;
  @Seconds('last sign of life') last_update!: number;
  @ApiProperty() status!: string;
}

export class ShownDeadTask {
  @ApiProperty() task_id!: string;
  @ApiProperty() task_name!: string;
  @Seconds('last sign of life') last_update!: number;
  @Seconds('when it was found dead') died_at!: number;
  @ApiProperty({ description: 'what became of the task' }) status!: string;
}

export class OrphanedTask {
  @ApiProperty() task_id!: string;
  @Seconds('last sign of life') last_update!: number;
  @ApiProperty() timeout!: boolean;
}

export class HeartbeatStatistics {
  @ApiProperty() total_tasks!: number;
  @ApiProperty() active_count!: number;
  @ApiProperty() dead_count!: number;
  @ApiProperty() orphaned_count!: number;
  @ApiProperty({ description: 'seconds' }) average_heartbeat_interval!: number;
}

@ApiExtraModels(ActiveTask)
export class Heartbeats {
  @ApiProperty({ type: 'object', additionalProperties: { $ref: getSchemaPath(ActiveTask) } })
  active_tasks!: Record<string, ActiveTask>;
  @ApiProperty({ type: [ShownDeadTask] }) dead_tasks!: ShownDeadTask[];
  @ApiProperty({ type: [OrphanedTask] }) orphaned_tasks!: OrphanedTask[];
  @ApiProperty({ description: 'of all, whatever the page shows' }) statistics!: HeartbeatStatistics;
  @OrNull(String, '`cursor` of the next page') next_cursor!: string | null;
  @Seconds('now') timestamp!: number;
}

export class CleanupReply extends CommandReply {
  @ApiProperty() cleaned_dead_tasks!: number;
}

export class ShownAction {
  @Seconds('when') timestamp!: number;
  @ApiProperty() action!: string;
  @OrNull(String) task_id!: string | null;
  @ApiProperty() result!: string;
}

export class ShownAuditEntry {
  @ApiProperty({ description: 'when (RFC 3339)' }) at!: string;
  @ApiProperty({ description: '`key:ID`; `local` while there are no keys' }) actor!: string;
  @ApiProperty({ description: 'a route, or what was done', example: 'DELETE /v1/keys/:id' }) action!: string;
  @ApiProperty({ description: 'of what' }) target!: string;
  @ApiProperty({ description: 'what came of it; of a route the status of its answer' }) result!: string;
}

export class AuditEntries {
  @ApiProperty({ type: [ShownAuditEntry], description: 'newest first' }) entries!: ShownAuditEntry[];
}

export class TimeoutStats {
  @ApiProperty() total_timeouts_detected!: number;
  @ApiProperty() tasks_recovered!: number;
  @ApiProperty() resources_released!: number;
  @ApiProperty({ description: 'late and not recovered yet' }) current_timeouts!: number;
}

export class TimeoutStatus {
  @ApiProperty() timeout_stats!: TimeoutStats;
  @ApiProperty({ type: [ShownAction] }) action_history!: ShownAction[];
  @Texts() configured_actions!: string[];
  @Seconds('now') timestamp!: number;
}

export class ShownTimeoutConfig {
  @ApiProperty({ description: 'longest time without progress from an engine, seconds' }) gpu_lock_timeout!: number;
  @ApiProperty({ description: 'seconds' }) task_heartbeat_timeout!: number;
  @ApiProperty({ description: 'seconds' }) monitor_check_interval!: number;
  @ApiProperty() auto_recovery_enabled!: boolean;
  @ApiProperty() max_retry_attempts!: number;
  @Seconds('now') timestamp!: number;
}

export class CheckReply {
  @Texts() checked_locks!: string[];
  @ApiProperty() timeouts_detected!: number;
  @ApiProperty({ type: [ShownAction] }) actions_taken!: ShownAction[];
  @Seconds('now') timestamp!: number;
}

export class GpuHealth {
  @Wellbeing() status!: Wellness;
  @Seconds('when the monitor looked last') last_check!: number;
  @Texts() issues!: string[];
}

export class GpuStatistics {
  @ApiProperty() total_attempts!: number;
  @ApiProperty() success_count!: number;
  @ApiProperty() timeout_count!: number;
  @ApiProperty() failure_count!: number;
  @ApiProperty({ description: 'seconds a GPU was held' }) average_execution_time!: number;
}

export class GpuAction {
  @ApiProperty() action!: string;
  @OrNull(String) task_name!: string | null;
  @Seconds('when') timestamp!: number;
  @ApiProperty() success!: boolean;
}

export class GpuWaiter {
  @ApiProperty() task_id!: string;
  @ApiProperty() task_name!: string;
  @ApiProperty() waiting_seconds!: number;
  @ApiProperty({ description: '1 = next' }) position!: number;
}

export class GpuLockStatusReply {
  @ApiProperty({ example: 'gpu_lock:0' }) lock_key!: string;
  @ApiProperty({ description: 'also while only a warm engine is on it, which ends when another task wants the GPU' })
  is_locked!: boolean;
  @OrNull(String, 'name of the task that holds it, or whose engine is warm') lock_holder!: string | null;
  @OrNull(Number, 'until the lease ends unless it is renewed') ttl_seconds!: number | null;
  @Seconds('now') timestamp!: number;
  @ApiProperty() health!: GpuHealth;
  @ApiProperty() statistics!: GpuStatistics;
  @ApiProperty({ type: [GpuAction], description: 'newest first' }) recent_history!: GpuAction[];
  @ApiProperty({ enum: ['GPU_LOCK'] }) lock_type!: 'GPU_LOCK';
  @OrNull(Number, 'seconds since the grant') lock_age!: number | null;
  @OrNull(String) task_id!: string | null;
  @OrNull(Number, 'of the lease') fence!: number | null;
  @OrNull(String) worker!: string | null;
  @ApiProperty({ type: [GpuWaiter] }) waiters!: GpuWaiter[];
}

export class GpuReply extends GpuLockStatusReply {
  @ApiProperty({ enum: ['free', 'held', 'warm', 'quarantined'] }) state!: string;
}

export class Gpus {
  @ApiProperty({ type: [GpuReply] }) gpus!: GpuReply[];
}

export class GpuLockHealthReply {
  @Wellbeing() overall_status!: Wellness;
  @ApiProperty() issues_count!: number;
  @ApiProperty() total_attempts!: number;
  @ApiProperty({ description: '0 to 1' }) success_rate!: number;
  @ApiProperty({ description: '0 to 1' }) timeout_rate!: number;
  @ApiProperty({ description: 'seconds' }) average_execution_time!: number;
  @ApiProperty({ description: 'of the last 20, 0 to 1' }) recent_success_rate!: number;
  @OrNull(String) lock_holder!: string | null;
  @OrNull(Number, 'seconds') lock_age!: number | null;
  @Seconds('now') timestamp!: number;
}

export class ReleaseReply {
  @ApiProperty() success!: boolean;
  @ApiProperty() message!: string;
  @ApiProperty() lock_key!: string;
  @ApiProperty() task_name!: string;
}

export class GpuTotals {
  @Wellbeing() overall_status!: Wellness;
  @ApiProperty() total_attempts!: number;
  @ApiProperty({ description: '0 to 1' }) success_rate!: number;
  @ApiProperty({ description: '0 to 1' }) timeout_rate!: number;
}

export class MonitorTotals {
  @ApiProperty() running!: boolean;
  @ApiProperty({ description: 'seconds' }) uptime!: number;
  @ApiProperty() checks_performed!: number;
  @ApiProperty() issues_detected!: number;
}

export class HeartbeatTotals {
  @ApiProperty() active_tasks!: number;
  @ApiProperty() dead_tasks!: number;
  @ApiProperty() orphaned_tasks!: number;
  @ApiProperty({ description: 'seconds' }) average_interval!: number;
}

export class TimeoutTotals {
  @ApiProperty() total_timeouts!: number;
  @ApiProperty() tasks_recovered!: number;
  @ApiProperty() resources_released!: number;
}

export class Statistics {
  @Seconds('now') timestamp!: number;
  @ApiProperty() gpu_lock!: GpuTotals;
  @ApiProperty() monitor!: MonitorTotals;
  @ApiProperty() heartbeat!: HeartbeatTotals;
  @ApiProperty() timeout!: TimeoutTotals;
}

export class HeartbeatHealth {
  @ApiProperty() total_tasks!: number;
  @ApiProperty() active_count!: number;
  @ApiProperty({ description: 'dead and orphaned of all, 0 to 1' }) failure_rate!: number;
  @Seconds('now') timestamp!: number;
}

export class HealthComponents {
  @ApiProperty() monitor!: MonitorHealth;
  @ApiProperty() heartbeat!: HeartbeatHealth;
}

export class SystemHealth {
  @Wellbeing() status!: Wellness;
  @Texts() issues!: string[];
  @ApiProperty() components!: HealthComponents;
  @Seconds('now') timestamp!: number;
}
