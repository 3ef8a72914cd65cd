import type { operations } from './api.generated';
import { followEvents } from './event-stream';
import type { FollowOptions } from './retrying';
import type {
  BatchAnswer,
  CatalogEntry,
  DryRun,
  Removal,
  Submission,
  Submitted,
  TaskEvent,
  TaskPage,
  TaskResult,
  TaskView,
} from './schemas';
import type { SwitchyardClient } from './switchyard-client';

export type TaskFilter = Pick<
  NonNullable<operations['TasksController_list']['parameters']['query']>,
  'status' | 'task_name'
>;

const PAGE = 500;

/** Handing tasks in, following them, and what became of them. */
export class Tasks {
  constructor(private readonly client: SwitchyardClient) {}

  /** Hands a task in; sent again under the same `task_id` it is the same task. */
  async submit(submission: Submission): Promise<Submitted> {
    return (await this.client.take(this.client.http.POST('/v1/tasks', { body: submission }))) as Submitted;
  }

  /** Hands a task in and waits for its end; after `seconds`, at most 60, the answer says how it is by then. */
  async submitAndWait(submission: Submission, seconds: number): Promise<Submitted> {
    const params = { header: { Prefer: `wait=${seconds}` } };
    return (await this.client.take(this.client.http.POST('/v1/tasks', { params, body: submission }))) as Submitted;
  }

  /** Hands in up to 1000 tasks at once; each is answered on its own. */
  submitAll(tasks: Submission[]): Promise<BatchAnswer> {
    return this.client.take(this.client.http.POST('/v1/tasks/batch', { body: { tasks } }));
  }

  /** Checks a submission, and says what it would do; nothing is stored. */
  async dryRun(submission: Submission): Promise<DryRun> {
    const params = { query: { dry_run: true } };
    return (await this.client.take(this.client.http.POST('/v1/tasks', { params, body: submission }))) as DryRun;
  }

  /** Tries an ended task again, as a new task of its workflow. */
  retry(id: string): Promise<Submitted> {
    return this.client.take(this.client.http.POST('/v1/tasks/{id}/retry', inPath(id)));
  }

  status(id: string): Promise<TaskView> {
    return this.client.take(this.client.http.GET('/v1/tasks/{id}', inPath(id)));
  }

  /** What a task that has ended gave back. */
  result(id: string): Promise<TaskResult> {
    return this.client.take(this.client.http.GET('/v1/tasks/{id}/result', inPath(id)));
  }

  cancel(id: string): Promise<TaskView> {
    return this.client.take(this.client.http.POST('/v1/tasks/{id}/cancel', inPath(id)));
  }

  /** Removes the record and the files of a task. @param force whether one that has not ended is cancelled first */
  remove(id: string, force: boolean): Promise<Removal> {
    const params = { path: { id }, query: { force } };
    return this.client.take(this.client.http.DELETE('/v1/tasks/{id}', { params }));
  }

  async catalog(): Promise<CatalogEntry[]> {
    return (await this.client.take(this.client.http.GET('/v1/tasks/catalog'))).tasks;
  }

  /** At most `limit` tasks, newest first, over as many pages as that takes. */
  async list(filter: TaskFilter, limit: number): Promise<TaskPage> {
    const tasks: TaskView[] = [];
    let cursor: string | null = null;
    do {
      const query = { limit: Math.min(PAGE, limit - tasks.length), ...filter, ...(cursor ? { cursor } : {}) };
      const page: TaskPage = await this.client.take(this.client.http.GET('/v1/tasks', { params: { query } }));
      tasks.push(...page.tasks);
      cursor = page.next_cursor;
    } while (cursor && tasks.length < limit);
    return { tasks, next_cursor: cursor };
  }

  /** Every event of a task from its first to its last; a lost connection is taken up where it broke. */
  follow(id: string, options: FollowOptions = {}): AsyncGenerator<TaskEvent> {
    return followEvents(this.client, id, options);
  }

  /** Waits for the end of a task. */
  async end(id: string, options: FollowOptions = {}): Promise<TaskView> {
    const events = this.follow(id, options);
    while (!(await events.next()).done);
    return this.status(id);
  }
}

const inPath = (id: string): { params: { path: { id: string } } } => ({ params: { path: { id } } });
