import {
  BooleanField,
  ChoiceField,
  IntegerField,
  ListField,
  NestedField,
  NumberField,
  ObjectField,
  TextField,
} from '@switchyard/contracts';
import { ApiProperty } from '@nestjs/swagger';
import type { WriteResult } from '@switchyard/task-store';
import { Dto } from '../http/dto';
import { TaskIdField } from '../tasks/task-fields';
import { NodeIdField } from './requests';

const NOTES = ['progress', 'log', 'output', 'warning', 'soft_timeout'] as const;
const LeaseField = (): PropertyDecorator =>
  TextField({ description: 'the lease of the attempt', pattern: /^\d{1,16}$/, patternMessage: 'must be a number' });

/** A worker process on a node. */
@Dto()
export class ServiceWorker {
  @NodeIdField()
  node_id!: string;

  @TextField({ description: 'service of the catalogue that it serves', maxLength: 64, pattern: /^[a-z_]+$/ })
  service!: string;

  @TextField({ description: 'tells the process from others of the node', maxLength: 64, pattern: /^[A-Za-z0-9-]+$/ })
  instance!: string;
}

/** A sign of life of one attempt. */
class ServiceAttempt {
  @TaskIdField({ description: 'id of the task' })
  task_id!: string;

  @LeaseField()
  lease!: string;

  @NumberField({ description: 'how far it is', minimum: 0, maximum: 1 })
  progress = 0;

  @IntegerField({ description: 'how long it has run', unit: 'milliseconds', minimum: 0, maximum: 1e12 })
  ran_ms = 0;
}

/** The body of `POST /internal/service/beat`. */
@Dto()
export class ServiceBeat extends ServiceWorker {
  @TextField({ description: 'version of the worker', minLength: 0, maxLength: 64 })
  version = '';

  @ListField({ description: 'models that are ready', items: 'string', maxItems: 20 })
  models: string[] = [];

  @ListField({ description: 'what it still needs before it can work', items: 'string', maxItems: 20 })
  missing: string[] = [];

  @NestedField(() => ServiceAttempt, { description: 'the attempt at work', optional: true })
  running?: ServiceAttempt;

  @BooleanField({ description: 'says goodbye' })
  leaves = false;
}

/** The body of `POST /internal/service/note`. */
@Dto()
export class ServiceNote extends ServiceWorker {
  @TaskIdField({ description: 'id of the task' })
  task_id!: string;

  @LeaseField()
  lease!: string;

  @ChoiceField(NOTES, { description: 'what is told' })
  type!: (typeof NOTES)[number];

  @ObjectField({ description: 'more of it', shape: { type: 'object', additionalProperties: true } })
  payload: Record<string, unknown> = {};
}

/** The body of `POST /internal/service/end`. */
@Dto()
export class ServiceEnd extends ServiceWorker {
  @TaskIdField({ description: 'id of the task' })
  task_id!: string;

  @LeaseField()
  lease!: string;

  @ChoiceField(['succeeded', 'ended', 'again'], { description: '`again`: the task waits for another attempt' })
  outcome!: 'succeeded' | 'ended' | 'again';

  @ObjectField({ description: 'what it made', shape: { type: 'object', additionalProperties: true }, optional: true })
  output?: Record<string, unknown>;

  @ChoiceField(['failed', 'timed_out', 'cancelled'], { description: 'how it ended', optional: true })
  ending?: 'failed' | 'timed_out' | 'cancelled';

  @ObjectField({ description: 'why', shape: { type: 'object', additionalProperties: true }, optional: true })
  failure?: Record<string, unknown>;

  @IntegerField({ description: 'until the next attempt', unit: 'milliseconds', minimum: 0, maximum: 60_000 })
  delay_ms = 0;

  @BooleanField({ description: 'whether the attempt is one of those the task has' })
  counts = true;
}

/** The query of `PUT /internal/service/outputs/{path}`. */
@Dto()
export class ServiceOutput extends ServiceWorker {
  @TaskIdField({ description: 'id of the task' })
  task_id!: string;

  @LeaseField()
  lease!: string;
}

/** A task as a worker on a node gets it. */
export class TakenReply {
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'null: none waits' })
  task!: Record<string, unknown> | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'the workflow so far' })
  context!: object;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'links to its inputs and to what these name, by path; they need no key and take ranges',
  })
  files!: Record<string, string>;
}

export class BeatReply {
  @ApiProperty({ type: [String], description: 'of the attempt: `ok`, `cancel`, `timeout` or `lost`' })
  answers!: WriteResult[];
}

export class WriteReply {
  @ApiProperty({ enum: ['ok', 'cancel', 'timeout', 'lost'] }) answer!: WriteResult;
}
