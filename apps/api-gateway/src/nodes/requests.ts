import { CODE_STATES, NODE_STATES, type CodeState, type NodeState } from '@switchyard/nodes';
import { BooleanField, ChoiceField, IntegerField, NestedField, NumberField, TextField } from '@switchyard/contracts';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { Dto } from '../http/dto';
import { TaskIdField } from '../tasks/task-fields';

export const NodeIdField = (): PropertyDecorator =>
  TextField({
    description: 'id of the node',
    maxLength: 64,
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    patternMessage: 'must be 1 to 64 of A-Z a-z 0-9 . _ - and begin with a letter or digit',
  });

/** `null` says the same as no text. */
const OrNull = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => value ?? ''),
    ApiProperty({ nullable: true }),
  );

/** What a program may use. */
export class CodeResources {
  @NumberField({ description: 'cores', minimum: 0.1, maximum: 64 })
  cpu = 1;

  @IntegerField({ description: 'memory', unit: 'MB', minimum: 16, maximum: 65_536 })
  memory = 512;
}

/** How results of several nodes are compared. */
export class CodeCheck {
  @IntegerField({ description: 'equal results that are needed', minimum: 2, maximum: 5 })
  agree!: number;

  @IntegerField({ description: 'nodes that run it at most, each of them once', minimum: 2, maximum: 10 })
  of!: number;
}

/** The body of `POST /tasks`. */
@Dto()
export class CodeSubmission {
  @TextField({
    description: 'a Python program; what it prints is the result',
    maxLength: 100_000,
    pattern: /^[^\0\p{Cs}]*$/u,
    patternMessage: 'must be text: it has a NUL or half a character in it',
  })
  code!: string;

  @IntegerField({ description: 'time after which it is ended', unit: 'seconds', minimum: 1, maximum: 3600 })
  timeout = 300;

  @NestedField(() => CodeResources, { description: 'what it needs' })
  resources = new CodeResources();

  @NestedField(() => CodeCheck, {
    description: 'for those who do not trust nodes: it runs on several, until enough of them give the same result',
    optional: true,
  })
  check?: CodeCheck;
}

/** The path of the routes of one code task. */
@Dto()
export class CodeTaskParams {
  @TaskIdField({ description: 'id of the task' })
  id!: string;
}

/** The query of `GET /tasks`. */
@Dto()
export class CodeTasksQuery {
  @ChoiceField([...CODE_STATES, 'pending'], { description: 'only these; `pending` is `queued`', optional: true })
  status?: CodeState | 'pending';

  @IntegerField({ description: 'most tasks of a page', minimum: 1, maximum: 500 })
  limit = 50;

  @IntegerField({ description: 'how many of the newest are left out', minimum: 0, maximum: 100_000 })
  offset = 0;
}

/** The path of the routes of one node. */
@Dto()
export class NodeParams {
  @NodeIdField()
  id!: string;
}

/** How many entries a list has at most. */
@Dto()
export class NodesQuery {
  @IntegerField({ description: 'most nodes', minimum: 1, maximum: 10_000 })
  limit = 1000;
}

@Dto()
export class TopQuery {
  @IntegerField({ description: 'most nodes', minimum: 1, maximum: 100 })
  limit = 5;
}

@Dto()
export class QueueQuery {
  @IntegerField({ description: 'most nodes', minimum: 1, maximum: 1000 })
  limit = 20;
}

/** What a machine has to lend. */
export class NodeResources {
  @NumberField({ description: 'cores', minimum: 0, maximum: 4096 })
  cpu_cores!: number;

  @NumberField({ description: 'memory', unit: 'MB', minimum: 0, maximum: 1e9 })
  memory_mb!: number;
}

/** How much of a machine is in use. */
export class NodeLoad {
  @NumberField({ description: 'CPU in use', unit: 'percent', minimum: 0, maximum: 100 })
  cpu_percent = 0;

  @NumberField({ description: 'memory in use', unit: 'percent', minimum: 0, maximum: 100 })
  memory_percent = 0;
}

/** The body of `POST /internal/heartbeat`. */
@Dto()
export class NodeHeartbeat {
  @NodeIdField()
  node_id!: string;

  @ChoiceField(NODE_STATES, { description: '`offline` says goodbye' })
  status!: NodeState;

  @NestedField(() => NodeResources, { description: 'what it lends' })
  resources!: NodeResources;

  @NestedField(() => NodeLoad, { description: 'how much is in use' })
  current_load = new NodeLoad();

  @TextField({ description: 'operating system and processor', maxLength: 100, optional: true })
  platform?: string;

  @TextField({
    description: 'the task it runs, empty for none; a task that it was given and does not run is given to another node',
    minLength: 0,
    maxLength: 128,
    optional: true,
  })
  task_id?: string;
}

/** The query of `GET /internal/task/request`. */
@Dto()
export class WorkQuery {
  @NodeIdField()
  node_id!: string;

  @NumberField({ description: 'how long the answer may wait for a task', unit: 'seconds', minimum: 0, maximum: 60 })
  wait = 0;
}

const LeaseField = (): PropertyDecorator =>
  TextField({ description: 'the lease under which the task was given', maxLength: 128 });

const OUTCOMES = ['success', 'failed', 'timed_out'] as const;

/** The body of `POST /internal/task/result`. */
@Dto()
export class NodeResult {
  @TaskIdField({ description: 'id of the task' })
  task_id!: string;

  @LeaseField()
  lease!: string;

  @ChoiceField(OUTCOMES, { description: 'how it ended' })
  status!: (typeof OUTCOMES)[number];

  @OrNull()
  @TextField({ description: 'standard output; its first megabyte is kept', minLength: 0, maxLength: 1e9 })
  result = '';

  @BooleanField({ description: 'whether `result` was cut already' })
  truncated = false;

  @NumberField({ description: 'time it ran', unit: 'seconds', minimum: 0, maximum: 1e6 })
  execution_time = 0;

  @OrNull()
  @TextField({ description: 'why it failed', minLength: 0, maxLength: 1e9 })
  error_message = '';
}

/** The body of `POST /internal/task/return`. */
@Dto()
export class NodeReturn {
  @TaskIdField({ description: 'id of the task' })
  task_id!: string;

  @LeaseField()
  lease!: string;

  @TextField({ description: 'why it is handed back', maxLength: 300 })
  reason!: string;
}
