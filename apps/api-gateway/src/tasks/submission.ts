import {
  ChoiceField,
  IntegerField,
  ListField,
  MOST_ATTEMPTS,
  NumberField,
  ObjectField,
  TextField,
} from '@switchyard/contracts';
import { Dto } from '../http/dto';
import { TaskIdField } from './task-fields';

const REUSES = ['never', 'any'] as const;

/** The body of `POST /v1/tasks`; the input is checked against its own task later. */
@Dto()
export class Submission {
  @TextField({ description: 'a task of the catalogue', maxLength: 128 })
  task_name!: string;

  @ObjectField({ description: 'input of the task, by its own schema' })
  input_data!: Record<string, unknown>;

  @TaskIdField({
    description: 'id of the task; the same id with the same request is the same task; made when missing',
    optional: true,
  })
  task_id?: string;

  @TaskIdField({
    description: 'several tasks of one workflow share a context; by default the task id',
    optional: true,
  })
  workflow_id?: string;

  @IntegerField({
    description: 'attempts before the task fails; by default what the installation is set to, 3',
    minimum: 1,
    maximum: MOST_ATTEMPTS,
    optional: true,
  })
  max_attempts?: number;

  @NumberField({
    description: 'hard limit of one attempt; by default the limit of the catalogue',
    unit: 'seconds',
    minimum: 0.1,
    maximum: 604_800,
    optional: true,
  })
  timeout?: number;

  @IntegerField({
    description: '9 goes first, 0 last; by default what the catalogue says, else 5',
    minimum: 0,
    maximum: 9,
    optional: true,
  })
  priority?: number;

  @TextField({
    description: 'http(s) URL that is told when the task is final; a public address, or one of CALLBACK_ALLOW',
    maxLength: 2048,
    pattern: /^https?:\/\/[^\s/?#]/i,
    patternMessage: 'must be a URL that begins with http:// or https://',
    optional: true,
  })
  callback?: string;

  @TextField({
    description:
      'place of S3 that the output files are copied to, e.g. `s3://bucket/prefix/`; true: the standard place (S3_OUTPUTS); each path `x` of the output gets a `x_url`, and `uploaded` names every file',
    orSwitch: true,
    maxLength: 1200,
    pattern: /^s3:\/\/[^/]+\//i,
    patternMessage: 'must have the form s3://bucket/prefix/',
    optional: true,
  })
  upload?: string | boolean;

  @NumberField({
    description: 'the task expires unless its first attempt begins within this time',
    unit: 'seconds',
    minimum: 0.1,
    maximum: 604_800,
    optional: true,
  })
  queue_ttl?: number;

  @ChoiceField(REUSES, {
    description:
      '`any` takes the result of a task of the same name, input content, parameters and model, also of one that still runs',
    optional: true,
  })
  reuse?: (typeof REUSES)[number];
}

/** The body of `POST /v1/tasks/{id}/retry`. */
@Dto()
export class Retrial {
  @TaskIdField({ description: 'id of the new task; made when missing', optional: true })
  task_id?: string;
}

/** More would keep the gateway from other requests for too long. */
export const MOST_IN_A_BATCH = 1000;

/** The body of `POST /v1/tasks/batch`. */
@Dto()
export class Batch {
  @ListField({
    description: 'submissions as `POST /v1/tasks` takes them; each is checked on its own',
    items: 'object',
    minItems: 1,
    maxItems: MOST_IN_A_BATCH,
  })
  tasks!: Record<string, unknown>[];
}
