import { queryOptions } from '@tanstack/react-query';
import type { Schemas, operations } from '@switchyard/client';
import { http, take } from './client';

export type CodeTask = Schemas['CodeTaskReply'];
export type Program = operations['CodeTasksController_submit']['requestBody']['content']['application/json'];

/** Beside the news that come by WebSocket: loads and times of waiting are no news. */
const EVERY_MS = 5000;

/** All of these are asked anew when a node or a program changes. */
export const NODES_KEY = ['nodes'] as const;

const inPath = (id: string) => ({ params: { path: { id } } });

export const nodesQuery = queryOptions({
  queryKey: [...NODES_KEY, 'list'],
  queryFn: ({ signal }) => take(http.GET('/nodes', { params: { query: { limit: 500 } }, signal })),
  refetchInterval: EVERY_MS,
});

export const nodeQueueQuery = queryOptions({
  queryKey: [...NODES_KEY, 'queue'],
  queryFn: ({ signal }) => take(http.GET('/stats/nodes/queue', { params: { query: { limit: 20 } }, signal })),
  refetchInterval: EVERY_MS,
});

export const topNodesQuery = queryOptions({
  queryKey: [...NODES_KEY, 'top'],
  queryFn: ({ signal }) => take(http.GET('/stats/nodes/top', { params: { query: { limit: 20 } }, signal })),
  refetchInterval: EVERY_MS,
});

export const nodeStatsQuery = queryOptions({
  queryKey: [...NODES_KEY, 'stats'],
  queryFn: ({ signal }) => take(http.GET('/stats', { signal })),
  refetchInterval: EVERY_MS,
});

export const programsQuery = queryOptions({
  queryKey: [...NODES_KEY, 'programs'],
  queryFn: ({ signal }) => take(http.GET('/tasks', { params: { query: { limit: 20 } }, signal })),
  refetchInterval: EVERY_MS,
});

export const programQuery = (id: string) =>
  queryOptions({
    queryKey: [...NODES_KEY, 'program', id],
    queryFn: ({ signal }) => take(http.GET('/tasks/{id}', { ...inPath(id), signal })),
    refetchInterval: ({ state }) => (state.data && hasEnded(state.data) ? false : 2000),
  });

export const hasEnded = ({ status }: Pick<CodeTask, 'status'>): boolean => status !== 'queued' && status !== 'running';

export const submitProgram = (body: Program) => take(http.POST('/tasks', { body }));

export const cancelProgram = (id: string) => take(http.POST('/tasks/{id}/cancel', inPath(id)));
