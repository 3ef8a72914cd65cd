import {
  BooleanField,
  ChoiceField,
  IntegerField,
  ListField,
  NumberField,
  ObjectField,
  TextField,
} from '@switchyard/contracts';
import { FLOW_ID_PATTERN, JOB_STATES, NAME_PATTERN, type JobState } from '@switchyard/flows';
import { Dto } from '../http/dto';
import { TaskIdField } from '../tasks/task-fields';

const LONGEST_SOURCE = 256 * 1024;
const LONGEST_CONDITION = 4096;

const FlowIdField = (options: { description: string; optional?: boolean }): PropertyDecorator =>
  TextField({
    maxLength: 128,
    pattern: FLOW_ID_PATTERN,
    patternMessage: 'must begin with a letter or digit and hold only letters, digits, dots, dashes and underscores',
    ...options,
  });

const NameField = (options: { description: string; optional?: boolean }): PropertyDecorator =>
  TextField({
    maxLength: 64,
    pattern: NAME_PATTERN,
    patternMessage: 'must begin with a letter and hold only letters, digits, dashes and underscores',
    ...options,
  });

/** A flow as it is stored or checked: either as text or as data. */
@Dto()
export class FlowBody {
  @TextField({
    description: 'the flow in YAML or JSON; either this or `flow`',
    maxLength: LONGEST_SOURCE,
    optional: true,
  })
  source?: string;

  @ObjectField({ description: 'the flow itself, by `GET /api/flows/schema`', optional: true })
  flow?: Record<string, unknown>;
}

@Dto()
export class FlowParams {
  @FlowIdField({ description: 'id of the flow' })
  flow_id!: string;
}

@Dto()
export class FlowRoutineParams extends FlowParams {
  @NameField({ description: 'id of the routine' })
  routine_id!: string;
}

@Dto()
export class FlowsQuery {
  @IntegerField({ description: 'most flows of a page', minimum: 1, maximum: 500 })
  limit = 50;

  @IntegerField({ description: 'how many of the newest are left out', minimum: 0, maximum: 100_000 })
  offset = 0;
}

@Dto()
export class FlowMetricsQuery {
  @IntegerField({ description: 'how many of the last minutes', minimum: 1, maximum: 1440 })
  minutes = 60;
}

/** The body of `POST /api/jobs`. */
@Dto()
export class JobRequest {
  @FlowIdField({ description: 'the flow that it is an execution of' })
  flow_id!: string;

  @TextField({
    description: 'where its first item goes: `routine`, or `routine.slot`; by default the only slot without a sender',
    maxLength: 129,
    optional: true,
  })
  slot?: string;

  @ObjectField({ description: 'the first item; larger data goes as a file, by its path', optional: true })
  data?: Record<string, unknown>;

  @BooleanField({ description: 'hold the answer until the job has ended, for at most 60 seconds' })
  wait = false;

  @NumberField({
    description: 'ends a job that takes longer; a paused job does not count',
    unit: 'seconds',
    minimum: 0.1,
    maximum: 2_592_000,
    optional: true,
  })
  timeout?: number;

  @TextField({
    description: 'the same key with the same request is the same job',
    maxLength: 128,
    pattern: /^[\x21-\x7e]+$/,
    patternMessage: 'must be printable ASCII without spaces',
    optional: true,
  })
  idempotency_key?: string;

  @IntegerField({ description: 'of its tasks; by default that of the flow', minimum: 0, maximum: 9, optional: true })
  priority?: number;
}

@Dto()
export class JobParams {
  @TaskIdField({ description: 'id of the job' })
  id!: string;
}

@Dto()
export class JobRoutineParams extends JobParams {
  @NameField({ description: 'id of the routine' })
  routine_id!: string;
}

@Dto()
export class JobsQuery {
  @ChoiceField(JOB_STATES, { description: 'only jobs in this state', optional: true })
  status?: JobState;

  @FlowIdField({ description: 'only jobs of this flow', optional: true })
  flow_id?: string;

  @IntegerField({ description: 'most jobs of the answer', minimum: 1, maximum: 500 })
  limit = 50;
}

@Dto()
export class MonitoringQuery {
  @ListField({ description: 'ids of jobs, e.g. `a,b`', items: 'string', minItems: 1, maxItems: 100 })
  ids!: string[];
}

@Dto()
export class TraceQuery {
  @TextField({
    description: 'only what became of this item and of what was made of it',
    maxLength: 512,
    optional: true,
  })
  item?: string;

  @IntegerField({ description: 'most entries, the newest', minimum: 1, maximum: 10_000 })
  limit = 1000;
}

/** The body of `POST /api/jobs/{id}/debug/breakpoints`. */
@Dto()
export class BreakpointRequest {
  @NameField({ description: 'stops before this routine works' })
  routine_id!: string;

  @NameField({ description: 'only for items of this slot', optional: true })
  slot_name?: string;

  @TextField({
    description: 'only where this expression of JSONata holds for the item',
    maxLength: LONGEST_CONDITION,
    optional: true,
  })
  condition?: string;
}

@Dto()
export class BreakpointsQuery {
  @TaskIdField({ description: 'only this breakpoint', optional: true })
  breakpoint_id?: string;
}
