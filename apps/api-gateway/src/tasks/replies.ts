import { ApiProperty } from '@nestjs/swagger';
import {
  SERVICES,
  TASK_STATES,
  type ErrorEnvelope,
  type EventLevel,
  type ServiceName,
  type Stage,
  type StageStatus,
  type TaskEvent,
  type TaskEventType,
  type TaskState,
  type WorkflowContext,
} from '@switchyard/contracts';
import type { RemovalResult } from './task-ending';
import { TaskFailureView, TaskView } from './task-view';

const Time = (description: string): PropertyDecorator =>
  ApiProperty({ type: String, nullable: true, description: `${description} (RFC 3339)` });
const Json = (description: string, more: { nullable?: boolean } = {}): PropertyDecorator =>
  ApiProperty({ type: 'object', additionalProperties: true, description, ...more });

/** One page of tasks. */
export class TaskPage {
  @ApiProperty({ type: [TaskView] }) tasks!: TaskView[];
  @ApiProperty({ type: String, nullable: true, description: '`cursor` of the next page' }) next_cursor!: string | null;
}

export class StageReply implements Stage {
  @ApiProperty({ enum: ['PENDING', 'RUNNING', 'SUCCESS', 'FAILED', 'CANCELLED'] satisfies StageStatus[] })
  status!: StageStatus;
  @Json('what the task ran with') input_params!: Record<string, unknown>;
  @Json('by the schema of the task', { nullable: true }) output!: Record<string, unknown> | null;
  @ApiProperty({ type: TaskFailureView, nullable: true }) error!: TaskFailureView | null;
  @ApiProperty({ type: Number, nullable: true, description: 'seconds of the last attempt' }) duration!: number | null;
  @ApiProperty() attempt!: number;
  @Time('start of the last attempt') started_at!: string | null;
  @Time('end of the task') completed_at!: string | null;
}

/** What the sender of a task is told. */
export class SubmissionReply {
  @ApiProperty() task_id!: string;
  @ApiProperty() workflow_id!: string;
  @ApiProperty({ enum: TASK_STATES }) status!: TaskState;
  @ApiProperty({ type: Number, nullable: true, description: '1 = next; null when it does not wait or is not known' })
  position!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'seconds; null when it is not known' })
  estimated_wait!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'the task whose result this is' })
  reused_from!: string | null;
  @ApiProperty({
    type: StageReply,
    nullable: true,
    description: 'when it has one already, or within the wait of `Prefer: wait`',
  })
  result!: StageReply | null;
}

/** What became of one submission of a batch. */
export class BatchItem {
  @ApiProperty({ description: 'what `POST /v1/tasks` would have answered', example: 202 }) status!: number;
  @ApiProperty({ type: SubmissionReply, nullable: true }) task!: SubmissionReply | null;
  @ApiProperty({
    nullable: true,
    type: 'object',
    additionalProperties: true,
    description: '`code`, `message` and `details`, as in every error',
  })
  error!: ErrorEnvelope['error'] | null;
}

export class BatchReply {
  @ApiProperty({ type: [BatchItem], description: 'in the order of the submissions' }) results!: BatchItem[];
  @ApiProperty({ description: 'how many were taken' }) accepted!: number;
  @ApiProperty({ description: 'how many were refused' }) refused!: number;
}

export class TaskResult {
  @ApiProperty() task_id!: string;
  @ApiProperty({ enum: TASK_STATES }) status!: TaskState;
  @ApiProperty() result!: StageReply;
}

class WorkflowInput {
  @ApiProperty() task_name!: string;
  @Json('as it was given') input_data!: Record<string, unknown>;
  @ApiProperty({ type: String, nullable: true }) callback!: string | null;
}

export class ContextReply implements WorkflowContext {
  @ApiProperty() workflow_id!: string;
  @ApiProperty({ description: 'of the first task' }) input_params!: WorkflowInput;
  @ApiProperty({ example: '/share/workflows/task-demo-001' }) shared_storage_path!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: '#/components/schemas/StageReply' },
    description: 'by task name',
  })
  stages!: Record<string, StageReply>;
  @ApiProperty({ type: TaskFailureView, nullable: true }) error!: TaskFailureView | null;
}

export class EventReply implements TaskEvent {
  @ApiProperty({ description: 'from 1 on, without gaps' }) seq!: number;
  @ApiProperty({ type: String, example: 'started' }) type!: TaskEventType;
  @ApiProperty({ description: 'RFC 3339' }) timestamp!: string;
  @ApiProperty({ enum: ['info', 'success', 'warning', 'error'] satisfies EventLevel[] }) level!: EventLevel;
  @ApiProperty({ description: 'who says it' }) producer!: string;
  @Json('facts') payload!: Record<string, unknown>;
}

export class EventList {
  @ApiProperty() task_id!: string;
  @ApiProperty({ type: [EventReply], description: 'oldest first' }) events!: EventReply[];
}

export class RemovedResource implements RemovalResult {
  @ApiProperty({ enum: ['record', 'files'] satisfies RemovalResult['resource'][] })
  resource!: RemovalResult['resource'];
  @ApiProperty({ enum: ['deleted', 'skipped', 'failed'] satisfies RemovalResult['status'][] })
  status!: RemovalResult['status'];
  @ApiProperty() message!: string;
}

export class RemovalReply {
  @ApiProperty() task_id!: string;
  @ApiProperty({ type: [RemovedResource] }) results!: RemovedResource[];
}

class Limits {
  @ApiProperty({ description: 'seconds' }) warning!: number;
  @ApiProperty({ description: 'seconds' }) soft!: number;
  @ApiProperty({ description: 'seconds' }) hard!: number;
}

export class CatalogEntry {
  @ApiProperty() task_name!: string;
  @ApiProperty({ type: [String] }) aliases!: readonly string[];
  @ApiProperty({ enum: SERVICES }) service!: ServiceName;
  @ApiProperty() description!: string;
  @ApiProperty({ description: 'of submissions that name none; 9 goes first, 0 last' }) priority!: number;
  @ApiProperty({ enum: ['cpu', 'auto'], description: '`auto` uses a GPU where the worker has one' }) device!: string;
  @ApiProperty() needs_gpu!: boolean;
  @ApiProperty({ description: 'hard limit of one attempt, seconds' }) timeout!: number;
  @ApiProperty() limits!: Limits;
  @Json('where a missing input is taken from, by field') sources!: Record<string, unknown>;
  @Json('JSON Schema') input!: Record<string, unknown>;
  @Json('JSON Schema') output!: Record<string, unknown>;
  @ApiProperty() live_workers!: number;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'what its workers lack before they take it, and what to do; null when one takes it',
  })
  unavailable!: string | null;
}

export class Catalog {
  @ApiProperty({ type: [CatalogEntry] }) tasks!: CatalogEntry[];
  @ApiProperty() total!: number;
}
