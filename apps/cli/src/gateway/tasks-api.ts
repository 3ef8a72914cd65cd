import type { TaskState } from '@switchyard/contracts';
import type { Gateway } from './gateway';
import type { CatalogEntry, Removal, Submission, Submitted, TaskPage, TaskResult, TaskView } from './replies';

export interface TaskFilter {
  status?: TaskState;
  taskName?: string;
}

const PAGE = 500;
const ROOT = '/v1/tasks';

/** The routes of tasks. */
export class TasksApi {
  constructor(private readonly gateway: Gateway) {}

  submit(submission: Submission): Promise<Submitted> {
    return this.gateway.post<Submitted>(ROOT, submission);
  }

  status(id: string, signal?: AbortSignal): Promise<TaskView> {
    return this.gateway.json<TaskView>(place(id), { signal });
  }

  result(id: string, signal?: AbortSignal): Promise<TaskResult> {
    return this.gateway.json<TaskResult>(`${place(id)}/result`, { signal });
  }

  cancel(id: string, signal?: AbortSignal): Promise<TaskView> {
    return this.gateway.json<TaskView>(`${place(id)}/cancel`, { method: 'POST', signal });
  }

  remove(id: string, force: boolean): Promise<Removal> {
    return this.gateway.json<Removal>(`${place(id)}?force=${force}`, { method: 'DELETE' });
  }

  async catalog(): Promise<CatalogEntry[]> {
    return (await this.gateway.json<{ tasks: CatalogEntry[] }>(`${ROOT}/catalog`)).tasks;
  }

  /** At most `limit` tasks, newest first, over as many pages as that takes. */
  async list(filter: TaskFilter, limit: number): Promise<TaskPage> {
    const tasks: TaskView[] = [];
    let cursor: string | null = null;
    do {
      const page: TaskPage = await this.page(filter, Math.min(PAGE, limit - tasks.length), cursor);
      tasks.push(...page.tasks);
      cursor = page.next_cursor;
    } while (cursor && tasks.length < limit);
    return { tasks, next_cursor: cursor };
  }

  private page({ status, taskName }: TaskFilter, limit: number, cursor: string | null): Promise<TaskPage> {
    const query = new URLSearchParams({ limit: String(limit) });
    if (status) query.set('status', status);
    if (taskName) query.set('task_name', taskName);
    if (cursor) query.set('cursor', cursor);
    return this.gateway.json<TaskPage>(`${ROOT}?${query.toString()}`);
  }
}

export const place = (id: string): string => `${ROOT}/${encodeURIComponent(id)}`;
