import type { Stage, WorkflowContext } from '@switchyard/contracts';
import { fromValues, type StoredTask } from './record-codec';

/** As the scripts read them for the stages of a context. */
const STAGE_FIELDS = ['task_id', 'status', 'input', 'output', 'error', 'attempt', 'started_at', 'completed_at'];

/** The stage of one task. */
export function stageOf(task: StoredTask): Stage {
  const { status, input, output, error, attempt, started_at, completed_at } = task;
  const state = { queued: 'PENDING', running: 'RUNNING', succeeded: 'SUCCESS', cancelled: 'CANCELLED' } as const;
  return {
    status: status in state ? state[status as keyof typeof state] : 'FAILED',
    input_params: input,
    output,
    error,
    duration: secondsBetween(started_at, completed_at),
    attempt,
    started_at,
    completed_at,
  };
}

/** As the scripts reply: the workflow's input_params, then names and values of stages; no values for the asking task. */
export type ContextReply = [inputParams: string, ...stages: (string | (string | null)[])[]] | [];

/** @param own the task that asked, whose values the reply leaves out */
export function toContext(workflowId: string, reply: ContextReply, own?: StoredTask): WorkflowContext {
  const [inputParams, ...rest] = reply;
  const stages: Record<string, Stage> = {};
  for (let i = 0; i < rest.length; i += 2) {
    const values = rest[i + 1];
    const task = typeof values === 'object' ? fromValues(STAGE_FIELDS, values) : own;
    if (task?.task_id) stages[rest[i] as string] = stageOf(task);
  }
  return {
    workflow_id: workflowId,
    input_params: inputParams
      ? (JSON.parse(inputParams) as WorkflowContext['input_params'])
      : { task_name: '', input_data: {}, callback: null },
    shared_storage_path: `/share/workflows/${workflowId}`,
    stages,
    error: Object.values(stages).find((stage) => stage.status === 'FAILED')?.error ?? null,
  };
}

/** The ids of the tasks of a workflow. */
export const taskIdsIn = (hash: Record<string, string>): string[] =>
  Object.keys(hash)
    .filter((field) => field.startsWith('task:'))
    .map((field) => field.slice('task:'.length));

const secondsBetween = (from: string | null, to: string | null): number | null =>
  from && to ? Math.max(0, Date.parse(to) - Date.parse(from)) / 1000 : null;
