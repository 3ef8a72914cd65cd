import { ApiProperty } from '@nestjs/swagger';
import { SERVICES, type ServiceName } from '@switchyard/contracts';
import { EventReply } from '../tasks/replies';
import { TaskFailureView } from '../tasks/task-view';
import { RUN_STATES, RUN_TYPES, type RunState, type RunType } from './run';

const Count = (description?: string): PropertyDecorator => ApiProperty({ type: 'integer', minimum: 0, description });
const Time = (description: string): PropertyDecorator =>
  ApiProperty({ type: String, nullable: true, description: `${description} (RFC 3339)` });
const Counts = (names: readonly string[], description: string): PropertyDecorator =>
  ApiProperty({
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'integer' }])),
    additionalProperties: false,
    description,
  });

/** One execution, whatever its type. */
export class WorkflowRun {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: RUN_TYPES }) type!: RunType;
  @ApiProperty({ example: 'ffmpeg.extract_audio' }) name!: string;
  @ApiProperty({ enum: RUN_STATES, description: '`waiting`: for a GPU, or paused; `failed` also on a time limit' })
  state!: RunState;
  @ApiProperty({ minimum: 0, maximum: 100, description: 'percent' }) progress!: number;
  @Count('number of the last event') event_count!: number;
  @Time('start of the last attempt') start_time!: string | null;
  @ApiProperty({ description: 'time of the last event (RFC 3339)' }) update_time!: string;
  @Time('end') end_time!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'from start to end, or until now (milliseconds)' })
  duration_ms!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'the worker or node it runs on, or ran on last' })
  node_id!: string | null;
  @ApiProperty({ type: TaskFailureView, nullable: true })
  error!: (Omit<TaskFailureView, 'code'> & { code: string }) | null;

  @ApiProperty({ type: String, nullable: true, description: 'id of the API key that it belongs to' })
  owner!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'what only runs of this type have' })
  metadata!: Record<string, unknown>;
}

export class WorkflowRunPage {
  @ApiProperty({ type: [WorkflowRun], description: 'newest first' }) items!: WorkflowRun[];
  @Count('of all pages') total!: number;
}

/** Other things a run belongs to. */
export class RelatedIds {
  @ApiProperty({ type: String, nullable: true }) workflow_id!: string | null;
  @ApiProperty({ type: [String], description: 'other tasks of its workflow' }) task_ids!: string[];
}

export class WorkflowRunDetail extends WorkflowRun {
  @ApiProperty({ type: [EventReply], description: 'oldest first, at most the first thousand that are kept' })
  events!: EventReply[];
  @ApiProperty() related!: RelatedIds;
}

export class RunEvents {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: RUN_TYPES }) type!: RunType;
  @ApiProperty({ type: [EventReply], description: 'oldest first' }) events!: EventReply[];
  @Count('of the run; more may follow `events`') event_count!: number;
}

class EventOfRun extends EventReply {
  @ApiProperty() run_id!: string;
  @ApiProperty({ enum: RUN_TYPES }) run_type!: RunType;
}

export class RecentEvents {
  @ApiProperty({ type: [EventOfRun], description: 'newest first' }) events!: EventOfRun[];
}

class QueueNow {
  @ApiProperty({ enum: SERVICES }) service!: ServiceName;
  @Count('tasks that wait') queued!: number;
  @Count() running!: number;
  @Count('live worker processes that take tasks') workers!: number;
  @ApiProperty({ minimum: 0, description: 'since the submission of the oldest that waits; 0 when none does' })
  oldest_seconds!: number;
}

class NodesNow {
  @Count('machines that lend their time and answer, as the metric `nodes` counts them') online!: number;
}

export class WorkflowStats {
  @Count('runs that are kept') total_workflows!: number;
  @Count('runs that have not ended') active_workflows!: number;
  @Count('since midnight UTC') completed_today!: number;
  @Count('since midnight UTC') failed_today!: number;
  @ApiProperty({ minimum: 0, description: 'of those completed today; 0 when there is none' }) avg_duration_ms!: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  workflows_by_type!: Partial<Record<RunType, number>>;
  @Counts(RUN_STATES, 'runs of all types') workflows_by_state!: Record<RunState, number>;
  @Counts(RUN_STATES, 'runs of type `task`') tasks!: Record<RunState, number>;
  @Counts(RUN_STATES, 'runs of all other types') runs!: Record<RunState, number>;
  @ApiProperty() nodes!: NodesNow;
  @ApiProperty({ type: [QueueNow] }) queues!: QueueNow[];
}

class MinuteOfRuns {
  @ApiProperty({ description: 'RFC 3339' }) start_time!: string;
  @Count() completed!: number;
  @Count() failed!: number;
  @Count() cancelled!: number;
  @ApiProperty({ minimum: 0, description: 'of those completed; 0 when there is none' }) avg_duration_ms!: number;
}

export class RunHistory {
  @ApiProperty({ type: [MinuteOfRuns], description: 'what ended in each minute, oldest first; the last one goes on' })
  minutes!: MinuteOfRuns[];
}
