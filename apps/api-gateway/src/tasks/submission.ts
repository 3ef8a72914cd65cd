import { IntegerField, MOST_ATTEMPTS, NumberField, ObjectField, TextField } from '@switchyard/contracts';
import { ValidateBy } from 'class-validator';
import { Dto } from '../http/dto';
import { TaskIdField } from './task-fields';

/** A field that other systems of this kind have; refused by name so that no sender waits for what will not happen. */
const NotSupportedYet = (): PropertyDecorator =>
  ValidateBy(
    { name: 'notSupportedYet', validator: { validate: (value) => value === undefined } },
    { message: 'is not supported yet; leave it out' },
  );

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

  @NotSupportedYet() queue_ttl?: undefined;
  @NotSupportedYet() reuse?: undefined;
}

/** The body of `POST /v1/tasks/{id}/retry`. */
@Dto()
export class Retrial {
  @TaskIdField({ description: 'id of the new task; made when missing', optional: true })
  task_id?: string;
}
