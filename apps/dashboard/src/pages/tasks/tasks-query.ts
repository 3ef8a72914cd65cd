import { infiniteQueryOptions } from '@tanstack/react-query';
import type { TaskPage } from '@switchyard/client';
import { RefusedError, http, take } from '../../api/client';
import type { TasksSearch } from './tasks-search';

const PAGE = 200;
const NOTHING: TaskPage = { tasks: [], next_cursor: null };

/** Tasks, newest first, page by page. The further down a person reads, the less often all of it is asked again. */
export const tasksQuery = ({ status, name, id }: TasksSearch) =>
  infiniteQueryOptions({
    queryKey: ['tasks', status, name, id],
    queryFn: ({ pageParam, signal }): Promise<TaskPage> => {
      if (id) return oneTask(id, signal);
      const query = { limit: PAGE, status, task_name: name as never, ...(pageParam ? { cursor: pageParam } : {}) };
      return take(http.GET('/v1/tasks', { params: { query }, signal }));
    },
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor,
    refetchInterval: ({ state }) => 2000 * (state.data?.pages.length ?? 1),
  });

/** Search by id finds one task or none. */
async function oneTask(id: string, signal: AbortSignal): Promise<TaskPage> {
  try {
    const task = await take(http.GET('/v1/tasks/{id}', { params: { path: { id } }, signal }));
    return { tasks: [task], next_cursor: null };
  } catch (error) {
    if (error instanceof RefusedError && (error.status === 404 || error.status === 400)) return NOTHING;
    throw error;
  }
}
