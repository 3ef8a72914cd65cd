import {
  BooleanField,
  ChoiceField,
  IntegerField,
  TASK_STATES,
  TextField,
  taskNamed,
  type TaskState,
} from '@switchyard/contracts';
import type { TaskFilter } from '@switchyard/task-store';
import { Dto } from '../http/dto';
import { TASK_NAMES, TaskIdField } from './task-fields';

/** The path of the routes of one task. */
@Dto()
export class TaskParams {
  @TaskIdField({ description: 'id of the task' })
  id!: string;
}

/** The query of `POST /v1/tasks`. */
@Dto()
export class SubmitQuery {
  @BooleanField({ description: 'check everything, store nothing, and say what would happen' })
  dry_run = false;
}

/** The query of `GET /v1/tasks`. */
@Dto()
export class ListQuery {
  @ChoiceField(TASK_STATES, { description: 'only tasks in this state', optional: true })
  status?: TaskState;

  @ChoiceField(TASK_NAMES, { description: 'only tasks of this name; an alias means its task', optional: true })
  task_name?: string;

  @IntegerField({ description: 'most tasks of a page', minimum: 1, maximum: 500 })
  limit = 50;

  @TextField({
    description: '`next_cursor` of the page before',
    maxLength: 15,
    pattern: /^[0-9]+$/,
    patternMessage: 'is not a cursor of this list',
    optional: true,
  })
  cursor?: string;
}

const EVENT_NUMBER = { minimum: 0, maximum: 1e12 } as const;

/** The query of `GET /v1/tasks/{id}/events`. */
@Dto()
export class EventsQuery {
  @IntegerField({ description: 'only events after the one of this number', ...EVENT_NUMBER })
  after_seq = 0;

  @IntegerField({ description: 'most events of a list; a stream ends with its task', minimum: 1, maximum: 1000 })
  limit = 1000;
}

/** What a reader that resumes a stream sends. */
export class ResumeHeaders {
  @IntegerField({ description: 'as `after_seq`, and goes before it', optional: true, ...EVENT_NUMBER })
  'Last-Event-ID'?: number;
}

/** The query of `DELETE /v1/tasks/{id}`. */
@Dto()
export class RemovalQuery {
  @BooleanField({ description: 'cancel a task that has not ended' })
  force = false;
}

/** What a list is asked for. */
export const filterOf = ({ status, task_name, limit, cursor }: ListQuery): TaskFilter => ({
  status,
  taskName: task_name === undefined ? undefined : taskNamed(task_name).name,
  limit,
  before: cursor ? Number(cursor) : undefined,
});
