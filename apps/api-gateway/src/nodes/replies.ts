import { ApiProperty } from '@nestjs/swagger';
import {
  CODE_STATES,
  NODE_STATES,
  PRIORITIES,
  REASONS,
  type Choice,
  type CodeState,
  type NodeState,
  type Priority,
  type Reason,
  type Score,
} from '@switchyard/nodes';

const Time = (description: string): PropertyDecorator => ApiProperty({ description: `${description} (RFC 3339)` });
const TimeOrNull = (description: string): PropertyDecorator =>
  ApiProperty({ type: String, nullable: true, description: `${description} (RFC 3339)` });
const TextOrNull = (description: string): PropertyDecorator =>
  ApiProperty({ type: String, nullable: true, description });
const NumberOrNull = (description: string): PropertyDecorator =>
  ApiProperty({ type: Number, nullable: true, description });
const Count = (description?: string): PropertyDecorator => ApiProperty({ type: 'integer', minimum: 0, description });
const Seconds = (description: string): PropertyDecorator =>
  ApiProperty({ minimum: 0, description: `${description} (seconds)` });

export class ServiceReply {
  @ApiProperty() service!: string;
  @ApiProperty({ enum: ['running'] }) status!: 'running';
  @ApiProperty() version!: string;
  @Count('code tasks that wait') queue_size!: number;
  @Count() idle_nodes!: number;
}

class ScoreReply implements Score {
  @ApiProperty({ minimum: 0, maximum: 60 }) wait!: number;
  @ApiProperty({ minimum: 0, maximum: 20 }) contribution!: number;
  @ApiProperty({ minimum: 0, maximum: 20 }) newcomer!: number;
  @ApiProperty({ minimum: 0, maximum: 80 }) total!: number;
}

/** Why a node gets a task, or got one. */
export class ChoiceReply implements Choice {
  @ApiProperty({ enum: PRIORITIES }) priority!: Priority;
  @ApiProperty({ enum: REASONS }) reason!: Reason;
  @ApiProperty() score!: ScoreReply;
}

export class CodeAccepted {
  @ApiProperty() task_id!: string;
  @ApiProperty({ enum: ['queued'] }) status!: 'queued';
  @NumberOrNull('until it begins (seconds); null while no node is there') estimated_wait!: number | null;
}

class ResultCheckReply {
  @Count('equal results that are needed') agree!: number;
  @Count('nodes that run it at most') of!: number;
  @Count('results by now') results!: number;
}

export class CodeTaskReply {
  @ApiProperty() task_id!: string;
  @ApiProperty({ enum: CODE_STATES }) status!: CodeState;
  @TextOrNull('what the program printed: the first megabyte') result!: string | null;
  @ApiProperty({ description: 'whether it printed more' }) truncated!: boolean;
  @Time('submission') created_at!: string;
  @TimeOrNull('begin of the last try') started_at!: string | null;
  @TimeOrNull('end') completed_at!: string | null;
  @TextOrNull('the node that runs it, or ran it last') executed_on!: string | null;
  @TextOrNull('why it failed') error_message!: string | null;
  @NumberOrNull('time it ran (seconds)') execution_time!: number | null;
  @Count('how often a node began it') tries!: number;
  @ApiProperty({ type: Number, nullable: true, description: '1 = next; null once it runs' }) position!: number | null;
  @NumberOrNull('until it begins (seconds); null while that is not known') estimated_wait!: number | null;
  @ApiProperty({ type: ChoiceReply, nullable: true, description: 'why this node was chosen' })
  chosen!: ChoiceReply | null;
  @ApiProperty({
    type: ResultCheckReply,
    nullable: true,
    description: 'how results of several nodes are compared, where they are',
  })
  check!: ResultCheckReply | null;
}

class CodeTaskEntry {
  @ApiProperty() task_id!: string;
  @ApiProperty({ enum: CODE_STATES }) status!: CodeState;
  @Time('submission') created_at!: string;
  @TextOrNull('the node that runs it, or ran it last') executed_on!: string | null;
}

export class CodeTaskPage {
  @ApiProperty({ type: [CodeTaskEntry], description: 'newest first' }) tasks!: CodeTaskEntry[];
  @Count('of all pages') total!: number;
}

class ResourcesReply {
  @ApiProperty({ minimum: 0 }) cpu_cores!: number;
  @ApiProperty({ minimum: 0 }) memory_mb!: number;
}

class LoadReply {
  @ApiProperty({ minimum: 0, maximum: 100 }) cpu_percent!: number;
  @ApiProperty({ minimum: 0, maximum: 100 }) memory_percent!: number;
}

class NodeEntry {
  @ApiProperty() node_id!: string;
  @ApiProperty({ enum: NODE_STATES }) status!: NodeState;
  @ApiProperty() resources!: ResourcesReply;
  @Time('last sign of life') last_heartbeat!: string;
  @ApiProperty() current_load!: LoadReply;
  @Count() completed_tasks!: number;
  @TextOrNull('the task it runs') task_id!: string | null;
}

export class NodePage {
  @ApiProperty({ type: [NodeEntry], description: 'idle ones first' }) nodes!: NodeEntry[];
  @Count() total_idle!: number;
  @Count('also those that are offline') total_nodes!: number;
}

export class NodeReply extends NodeEntry {
  @TextOrNull('operating system and processor') platform!: string | null;
  @TimeOrNull('since when it is idle') idle_since!: string | null;
  @Seconds('all it ran') total_compute_time!: number;
}

export class HeartbeatReply {
  @ApiProperty({ enum: ['ok'] }) status!: 'ok';
  @Time('now') timestamp!: string;
  @TextOrNull('the task that the node holds; a node that runs another one ends it') task_id!: string | null;
}

class WorkTask extends ChoiceReply {
  @ApiProperty() task_id!: string;
  @ApiProperty({ description: 'a Python program' }) code!: string;
  @Seconds('time after which it is ended') timeout!: number;
  @ApiProperty({ description: 'names this try; its result is taken under it only' }) lease!: string;
  @ApiProperty({ description: 'cores' }) cpu!: number;
  @ApiProperty({ description: 'MB' }) memory!: number;
}

export class WorkReply {
  @ApiProperty() has_task!: boolean;
  @ApiProperty({ type: WorkTask, required: false }) task?: WorkTask;
  @ApiProperty({ required: false, description: 'when to ask again without `wait` (seconds)' }) wait_time?: number;
}

export class AcknowledgedReply {
  @ApiProperty({ enum: ['ok'] }) status!: 'ok';
}

class TaskFigures {
  @Count('that ended, wait or run') total!: number;
  @Count() completed!: number;
  @Count('also timed out') failed!: number;
  @Seconds('of those completed') avg_time!: number;
}

class NodeFigures {
  @Count() total!: number;
  @Count() idle!: number;
  @Count() busy!: number;
  @Count() offline!: number;
}

class Throughput {
  @Count('completed') tasks_per_hour!: number;
  @ApiProperty({ minimum: 0, description: 'of completed tasks' }) compute_hours!: number;
}

export class NodeStats {
  @ApiProperty({ enum: ['last_hour'] }) time_period!: 'last_hour';
  @ApiProperty() tasks!: TaskFigures;
  @ApiProperty() nodes!: NodeFigures;
  @ApiProperty() throughput!: Throughput;
}

class Contributor {
  @ApiProperty() node_id!: string;
  @ApiProperty({ enum: NODE_STATES }) status!: NodeState;
  @Count() completed_tasks!: number;
  @Seconds('all it ran') total_compute_time!: number;
}

export class TopNodes {
  @ApiProperty({ type: [Contributor], description: 'those that completed most' }) nodes!: Contributor[];
}

class WaitingNodeReply extends ChoiceReply {
  @ApiProperty() node_id!: string;
  @ApiProperty({ enum: NODE_STATES }) status!: NodeState;
  @Time('since when it waits') waiting_since!: string;
  @ApiProperty({ minimum: 0 }) wait_time_seconds!: number;
  @Count() completed_tasks!: number;
}

export class NodeQueueReply {
  @ApiProperty({ enum: ['fair_queue_with_priority'] }) scheduling_policy!: 'fair_queue_with_priority';
  @Count() total_nodes_in_queue!: number;
  @ApiProperty({ type: [WaitingNodeReply], description: 'the next one first' }) nodes!: WaitingNodeReply[];
}
