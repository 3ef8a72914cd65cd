import {
  BooleanField,
  ChoiceField,
  IntegerField,
  InvalidRequestError,
  TASK_STATES,
  TextField,
  findTask,
  type TaskState,
} from '@switchyard/contracts';
import type { TaskFilter } from '@switchyard/task-store';

/** The query of `GET /v1/tasks`. */
export class ListQuery {
  @ChoiceField(TASK_STATES, { description: 'only tasks in this state', optional: true })
  status?: TaskState;

  @TextField({ description: 'only tasks of this name', maxLength: 128, optional: true })
  task_name?: string;

  @IntegerField({ description: 'most tasks of a page', minimum: 1, maximum: 500 })
  limit = 50;

  @TextField({
    description: '`next_cursor` of the page before',
    maxLength: 20,
    pattern: /^\d+$/,
    patternMessage: 'is not a cursor of this list',
    optional: true,
  })
  cursor?: string;
}

/** The query of `GET /v1/tasks/{id}/events`. */
export class EventsQuery {
  @IntegerField({ description: 'only events after the one of this number', minimum: 0, maximum: 1e12 })
  after_seq = 0;

  @IntegerField({ description: 'most events of a list; a stream ends with its task', minimum: 1, maximum: 1000 })
  limit = 1000;
}

/** The query of `DELETE /v1/tasks/{id}`. */
export class RemovalQuery {
  @BooleanField({ description: 'cancel a task that has not ended' })
  force = false;
}

/** What a list is asked for; an alias means its task. */
export function filterOf({ status, task_name, limit, cursor }: ListQuery): TaskFilter {
  const task = task_name === undefined ? undefined : findTask(task_name);
  if (task_name !== undefined && !task) throw new InvalidRequestError({ task_name: 'is not in the catalogue' });
  return { status, taskName: task?.name, limit, before: cursor ? Number(cursor) : undefined };
}
