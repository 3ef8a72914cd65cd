import {
  InvalidRequestError,
  TASK_STATES,
  findTask,
  validate,
  ChoiceField,
  IntegerField,
  TextField,
  type TaskState,
} from '@switchyard/contracts';
import type { TaskFilter } from '@switchyard/task-store';

class ListQuery {
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

/** Checks the query of `GET /v1/tasks`. */
export function parseListQuery(query: Record<string, unknown>): TaskFilter {
  const { limit, ...rest } = query;
  const checked = validate(ListQuery, limit === undefined ? rest : { ...rest, limit: Number(limit) });
  if (!checked.ok) throw new InvalidRequestError(checked.problems);
  const { status, task_name, cursor } = checked.value;
  const task = task_name === undefined ? undefined : findTask(task_name);
  if (task_name !== undefined && !task) throw new InvalidRequestError({ task_name: 'is not in the catalogue' });
  return { status, taskName: task?.name, limit: checked.value.limit, before: cursor ? Number(cursor) : undefined };
}
