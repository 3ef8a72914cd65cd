import { ApiProperty } from '@nestjs/swagger';
import {
  ERROR_STRATEGIES,
  JOB_STATES,
  OUTCOMES,
  POLICY_TYPES,
  PRESSURE_LEVELS,
  ROUTINE_STATUSES,
  type ActivationPolicy,
  type Breakpoint,
  type DebugSession,
  type ErrorStrategy,
  type ErrorStrategyName,
  type FlowEvent,
  type FlowMinute,
  type JobFailure,
  type JobMonitoringData,
  type JobState,
  type Outcome,
  type PolicyType,
  type PressureLevel,
  type RoutineExecutionStatus,
  type RoutineInfo,
  type RoutineMonitoringData,
  type RoutineStatus,
  type Slot,
  type SlotQueueStatus,
  type SlotRef,
  type TraceEntry,
} from '@switchyard/flows';

const Count = (description?: string): PropertyDecorator => ApiProperty({ type: 'integer', minimum: 0, description });
const Time = (description: string): PropertyDecorator => ApiProperty({ description: `${description} (RFC 3339)` });
const TimeOrNull = (description: string): PropertyDecorator =>
  ApiProperty({ type: String, nullable: true, description: `${description} (RFC 3339)` });
const TextOrNull = (description: string): PropertyDecorator =>
  ApiProperty({ type: String, nullable: true, description });
const Json = (description: string): PropertyDecorator =>
  ApiProperty({ type: 'object', additionalProperties: true, description });
const Any = (description: string): PropertyDecorator => ApiProperty({ description, nullable: true, oneOf: [{}] });
const ById = (name: string, isList = false): PropertyDecorator => {
  const one = { $ref: `#/components/schemas/${name}` };
  return ApiProperty({ type: 'object', additionalProperties: isList ? { type: 'array', items: one } : one });
};

export class PolicyReply implements ActivationPolicy {
  @ApiProperty({ enum: POLICY_TYPES }) type!: PolicyType;
  @Json('its numbers, or the name of its function') config!: Record<string, unknown>;
  @ApiProperty({ description: 'when it begins, and with what' }) description!: string;
}

class StrategyReply implements ErrorStrategy {
  @ApiProperty({ enum: ERROR_STRATEGIES }) strategy!: ErrorStrategyName;
  @Count('of `retry`: tries after the first one') max_retries!: number;
  @ApiProperty({ minimum: 0, description: 'of `retry`: before the first of them; then doubling' })
  retry_delay_seconds!: number;
  @ApiProperty({ enum: ['stop', 'continue', 'skip'] }) then!: ErrorStrategy['then'];
}

class SlotRefReply implements SlotRef {
  @ApiProperty() routine_id!: string;
  @ApiProperty() slot_name!: string;
}

class SlotReply implements Slot {
  @ApiProperty() slot_name!: string;
  @Count() max_queue_length!: number;
  @ApiProperty({ description: 'part of its length from which the pressure is high' }) watermark!: number;
}

class FlowEventReply implements FlowEvent {
  @ApiProperty() event_name!: string;
  @ApiProperty({ type: [SlotRefReply], description: 'where its items go; without any they are results of the job' })
  connections!: SlotRefReply[];
}

class RoutineReply {
  @ApiProperty() routine_id!: string;
  @ApiProperty({ description: '`task`, or a built-in routine' }) routine_type!: string;
  @ApiProperty() description!: string;
  @ApiProperty({ required: false, description: 'of `task`: a task of the catalogue' }) task?: string;
  @Json('what its author said of it') config!: Record<string, unknown>;
  @ApiProperty() activation_policy!: PolicyReply;
  @ApiProperty() error!: StrategyReply;
  @Count('activations at the same time') max_active!: number;
  @ApiProperty({ type: [SlotReply] }) slots!: SlotReply[];
  @ApiProperty({ type: [FlowEventReply] }) events!: FlowEventReply[];
}

/** A flow without its routines. */
export class FlowSummary {
  @ApiProperty() flow_id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() description!: string;
  @Count('1 when it was stored first') version!: number;
  @Count('of its tasks') priority!: number;
  @Count() routine_count!: number;
  @TextOrNull('id of the API key that it belongs to') owner!: string | null;
  @Time('first stored') created_at!: string;
  @Time('last stored') updated_at!: string;
}

export class FlowReply extends FlowSummary {
  @ApiProperty({ type: [RoutineReply] }) routines!: RoutineReply[];
  @ApiProperty({ type: [SlotRefReply], description: 'where jobs can begin' }) entries!: SlotRefReply[];
  @ApiProperty({ description: 'as its author wrote it' }) source!: string;
}

export class FlowPage {
  @ApiProperty({ type: [FlowSummary], description: 'newest first' }) flows!: FlowSummary[];
  @Count('of all pages') total!: number;
}

export class ValidationReply {
  @ApiProperty() valid!: boolean;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'what is wrong, by the place in the flow',
  })
  problems!: Record<string, string>;
}

export class FlowRemoved {
  @ApiProperty() flow_id!: string;
}

class FlowMinuteReply implements FlowMinute {
  @Time('begin of the minute') start_time!: string;
  @Count() activations!: number;
  @Count() errors!: number;
  @Count() jobs_completed!: number;
  @Count() jobs_failed!: number;
  @Count('milliseconds that its activations took together') worked_ms!: number;
}

export class FlowMetricsReply {
  @ApiProperty() flow_id!: string;
  @ApiProperty({ type: [FlowMinuteReply], description: 'oldest first; the last one goes on' })
  minutes!: FlowMinuteReply[];
}

class JobFailureReply implements JobFailure {
  @ApiProperty() code!: string;
  @ApiProperty() message!: string;
  @ApiProperty({ required: false }) routine_id?: string;
  @ApiProperty({ required: false }) task_id?: string;
}

const ItemCounts = (): PropertyDecorator =>
  ApiProperty({
    type: 'object',
    properties: Object.fromEntries(['entered', ...OUTCOMES].map((name) => [name, { type: 'integer' }])),
    description: 'items that were taken, by what became of them',
  });

export class JobView {
  @ApiProperty() job_id!: string;
  @ApiProperty() flow_id!: string;
  @Count('of the flow, as it was when the job began') version!: number;
  @ApiProperty({ enum: JOB_STATES }) status!: JobState;
  @Count() priority!: number;
  @TextOrNull('id of the API key that it belongs to') owner!: string | null;
  @Time('start') created_at!: string;
  @TimeOrNull('end') ended_at!: string | null;
  @TimeOrNull('when it times out') deadline!: string | null;
  @ApiProperty({ type: JobFailureReply, nullable: true }) error!: JobFailureReply | null;
  @Count('items that wait in slots') queued!: number;
  @Count('activations that have not ended') open!: number;
  @Count('number of the last event') seq!: number;
  @ItemCounts() items!: Record<Outcome | 'entered', number>;
}

export class JobReply extends JobView {
  @ApiProperty({ type: 'array', items: {}, description: 'its results, oldest first, at most the last 1000' })
  results!: unknown[];
}

export class JobPage {
  @ApiProperty({ type: [JobView], description: 'newest first' }) jobs!: JobView[];
}

export class SlotQueueStatusReply implements SlotQueueStatus {
  @ApiProperty() slot_name!: string;
  @ApiProperty() routine_id!: string;
  @Count('items that wait') unconsumed_count!: number;
  @Count('items that ever came') total_count!: number;
  @Count() max_length!: number;
  @ApiProperty() watermark_threshold!: number;
  @ApiProperty({ minimum: 0, maximum: 1 }) usage_percentage!: number;
  @ApiProperty({ enum: PRESSURE_LEVELS }) pressure_level!: PressureLevel;
  @ApiProperty() is_full!: boolean;
  @ApiProperty() is_near_full!: boolean;
}

export class RoutineExecutionStatusReply implements RoutineExecutionStatus {
  @ApiProperty() routine_id!: string;
  @ApiProperty({ description: 'exactly while an execution runs' }) is_active!: boolean;
  @ApiProperty({ enum: ROUTINE_STATUSES }) status!: RoutineStatus;
  @Count() active_count!: number;
  @TimeOrNull('start of the last execution') last_execution_time!: string | null;
  @Count() execution_count!: number;
  @Count() error_count!: number;
}

export class RoutineInfoReply implements RoutineInfo {
  @ApiProperty() routine_id!: string;
  @ApiProperty() routine_type!: string;
  @ApiProperty() activation_policy!: PolicyReply;
  @Json('what its author said of it') config!: Record<string, unknown>;
  @ApiProperty({ type: [String] }) slots!: string[];
  @ApiProperty({ type: [String] }) events!: string[];
}

export class RoutineMonitoringReply implements RoutineMonitoringData {
  @ApiProperty() routine_id!: string;
  @ApiProperty() execution_status!: RoutineExecutionStatusReply;
  @ApiProperty({ type: [SlotQueueStatusReply] }) queue_status!: SlotQueueStatusReply[];
  @ApiProperty() info!: RoutineInfoReply;
}

export class JobMonitoringReply implements JobMonitoringData {
  @ApiProperty() job_id!: string;
  @ApiProperty() flow_id!: string;
  @ApiProperty({ enum: JOB_STATES }) job_status!: JobState;
  @ById('RoutineMonitoringReply') routines!: Record<string, RoutineMonitoringReply>;
  @Time('when this was read') updated_at!: string;
}

export class ManyMonitoringReply {
  @ById('JobMonitoringReply') jobs!: Record<string, JobMonitoringReply>;
}

class SessionItem {
  @ApiProperty({ description: '`routine.slot`' }) slot!: string;
  @ApiProperty() id!: string;
  @Any('the item') data!: unknown;
}

class DebugSessionReply implements DebugSession {
  @TextOrNull('nothing while one steps') breakpoint_id!: string | null;
  @Count('number of the activation that is held') activation!: number;
  @ApiProperty() routine_id!: string;
  @ApiProperty({ type: [SessionItem], description: 'what it took' }) items!: SessionItem[];
  @Time('when it was held') paused_at!: string;
}

class SlotItems {
  @ApiProperty() slot!: string;
  @Count('items that wait in it') length!: number;
  @ApiProperty({ type: [SessionItem], description: 'the first 50 of them' }) items!: SessionItem[];
}

export class DebugReply {
  @ApiProperty() job_id!: string;
  @ApiProperty({ enum: JOB_STATES }) status!: JobState;
  @ApiProperty({ type: DebugSessionReply, nullable: true, description: 'where the job stands still' })
  session!: DebugSessionReply | null;
  @ApiProperty({ type: [SlotItems], description: 'what waits in every slot' }) slots!: SlotItems[];
}

export class BreakpointReply implements Breakpoint {
  @ApiProperty() breakpoint_id!: string;
  @ApiProperty() routine_id!: string;
  @ApiProperty({ required: false }) slot_name?: string;
  @ApiProperty({ required: false }) condition?: string;
}

export class BreakpointsReply {
  @ApiProperty({ type: [BreakpointReply] }) breakpoints!: BreakpointReply[];
}

export class BreakpointsRemoved {
  @Count() removed!: number;
}

export class JobWait {
  @ApiProperty() routine_id!: string;
  @ApiProperty() task_id!: string;
  @ApiProperty({ description: 'in words, e.g. `waiting for worker: ffmpeg`' }) reason!: string;
}

export class JobStateReply extends JobView {
  @ApiProperty({ type: DebugSessionReply, nullable: true, description: 'where a breakpoint stopped it' })
  session!: DebugSessionReply | null;

  @ApiProperty({ type: [RoutineReply], description: 'its flow, as it was when the job began' })
  routines!: RoutineReply[];

  @ApiProperty({ type: [JobWait], description: 'its tasks that wait, and for what' })
  waiting!: JobWait[];
}

class RoutineMetrics {
  @ApiProperty() routine_id!: string;
  @Count() executions!: number;
  @Count() errors!: number;
  @ApiProperty({ minimum: 0, maximum: 1 }) error_rate!: number;
  @Count('milliseconds that its executions took together') worked_ms!: number;
  @ApiProperty({ minimum: 0 }) average_ms!: number;
}

export class JobMetricsReply {
  @ApiProperty() job_id!: string;
  @ApiProperty({ enum: JOB_STATES }) status!: JobState;
  @Count('from start to end, or until now') duration_ms!: number;
  @ItemCounts() items!: Record<Outcome | 'entered', number>;
  @ApiProperty({ type: [RoutineMetrics] }) routines!: RoutineMetrics[];
}

class ItemPlace {
  @ApiProperty() slot!: string;
  @ApiProperty() id!: string;
}

export class TraceEntryReply implements TraceEntry {
  @Count() activation!: number;
  @ApiProperty() routine_id!: string;
  @ApiProperty({ enum: OUTCOMES }) outcome!: Outcome;
  @ApiProperty({ type: [ItemPlace], description: 'items that it took' }) in!: ItemPlace[];
  @ApiProperty({ type: [ItemPlace], description: 'items that it sent' }) out!: ItemPlace[];
  @ApiProperty({ type: [String], description: 'ids of results of the job' }) results!: string[];
  @ApiProperty({ required: false }) task_id?: string;
  @ApiProperty({ type: JobFailureReply, required: false }) error?: JobFailureReply;
  @ApiProperty() engine!: string;
  @Time('end') finished_at!: string;
}

export class TraceReply {
  @ApiProperty() job_id!: string;
  @ApiProperty({ type: [TraceEntryReply], description: 'oldest first' }) entries!: TraceEntryReply[];
}
