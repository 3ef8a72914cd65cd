import type { CodeTask, LendingNode } from '@switchyard/nodes';
import type { CodeTaskReply, NodeReply } from './replies';

export const timeOf = (ms: number): string => new Date(ms).toISOString();

const timeOrNull = (ms: number | undefined): string | null => (ms === undefined ? null : timeOf(ms));

export type Outlook = Pick<CodeTaskReply, 'position' | 'estimated_wait'>;

export function taskView(task: CodeTask, { position, estimated_wait }: Outlook): CodeTaskReply {
  return {
    task_id: task.id,
    status: task.status,
    result: task.result ?? null,
    truncated: task.truncated,
    created_at: timeOf(task.createdAt),
    started_at: timeOrNull(task.startedAt),
    completed_at: timeOrNull(task.completedAt),
    executed_on: runsOn(task),
    error_message: task.error ?? null,
    execution_time: task.executionMs === undefined ? null : task.executionMs / 1000,
    tries: task.tries,
    position,
    estimated_wait,
    chosen: task.choice ?? null,
    check: task.check ?? null,
  };
}

/** A queued task may be promised to a node, which has not begun it. */
export const runsOn = ({ node, status }: CodeTask): string | null => (status === 'queued' ? null : (node ?? null));

export function nodeView(node: LendingNode): NodeReply {
  return {
    node_id: node.id,
    status: node.status,
    resources: { cpu_cores: node.cpuCores, memory_mb: node.memoryMb },
    last_heartbeat: timeOf(node.lastHeartbeat),
    current_load: { cpu_percent: node.cpuPercent, memory_percent: node.memoryPercent },
    completed_tasks: node.completedTasks,
    task_id: node.task ?? null,
    platform: node.platform ?? null,
    idle_since: timeOrNull(node.idleSince),
    total_compute_time: node.computeMs / 1000,
  };
}
