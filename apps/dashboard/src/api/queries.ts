import { queryOptions } from '@tanstack/react-query';
import { fetchWithKey } from './access';
import { fileUrl, http, refusalOf, take } from './client';

const SOON_MS = 2000;

const inPath = (id: string) => ({ params: { path: { id } } });

export const catalogQuery = queryOptions({
  queryKey: ['catalog'],
  queryFn: async ({ signal }) => (await take(http.GET('/v1/tasks/catalog', { signal }))).tasks,
  refetchInterval: 10_000,
});

export const taskQuery = (id: string) =>
  queryOptions({
    queryKey: ['task', id],
    queryFn: ({ signal }) => take(http.GET('/v1/tasks/{id}', { ...inPath(id), signal })),
    // one that has ended can still be deleted
    refetchInterval: ({ state }) => (state.data && isFinal(state.data.status) ? 5000 : 1000),
  });

export const contextQuery = (id: string) =>
  queryOptions({
    queryKey: ['context', id],
    queryFn: ({ signal }) => take(http.GET('/v1/tasks/{id}/context', { ...inPath(id), signal })),
  });

export const workersQuery = queryOptions({
  queryKey: ['workers'],
  queryFn: async ({ signal }) => (await take(http.GET('/v1/workers', { signal }))).workers,
  refetchInterval: SOON_MS,
});

export const gpusQuery = queryOptions({
  queryKey: ['gpus'],
  queryFn: async ({ signal }) => (await take(http.GET('/v1/gpus', { signal }))).gpus,
  refetchInterval: SOON_MS,
});

export const systemHealthQuery = queryOptions({
  queryKey: ['system-health'],
  queryFn: ({ signal }) => take(http.GET('/api/v1/monitoring/health', { signal })),
  refetchInterval: SOON_MS,
});

export const isFinal = (status: string): boolean => status !== 'queued' && status !== 'running';

export const statsQuery = queryOptions({
  queryKey: ['stats'],
  queryFn: ({ signal }) => take(http.GET('/api/v1/monitor/stats', { signal })),
  refetchInterval: SOON_MS,
});

export const historyQuery = queryOptions({
  queryKey: ['history'],
  queryFn: async ({ signal }) =>
    (await take(http.GET('/api/v1/monitor/stats/history', { params: { query: { minutes: 60 } }, signal }))).minutes,
  refetchInterval: 15_000,
});

/** What an ended task gave; it does not change any more. */
export const resultQuery = (id: string) =>
  queryOptions({
    queryKey: ['result', id],
    queryFn: async ({ signal }) => (await take(http.GET('/v1/tasks/{id}/result', { ...inPath(id), signal }))).result,
    staleTime: Infinity,
  });

/** A JSON file of the share. */
export const fileQuery = (path: string | undefined) =>
  queryOptions({
    queryKey: ['file', path],
    queryFn: async ({ signal }): Promise<unknown> => {
      const response = await fetchWithKey(fileUrl(path ?? ''), { signal });
      if (!response.ok) throw refusalOf(response.status, await response.json().catch(() => null));
      return response.json();
    },
    enabled: path !== undefined,
    staleTime: Infinity,
  });

export const monitorQuery = queryOptions({
  queryKey: ['monitor'],
  queryFn: ({ signal }) => take(http.GET('/api/v1/monitoring/monitor/status', { signal })),
  refetchInterval: SOON_MS,
});

export const heartbeatsQuery = queryOptions({
  queryKey: ['heartbeats'],
  queryFn: ({ signal }) =>
    take(http.GET('/api/v1/monitoring/heartbeat/all', { params: { query: { limit: 100 } }, signal })),
  refetchInterval: SOON_MS,
});

export const auditQuery = queryOptions({
  queryKey: ['audit'],
  queryFn: async ({ signal }) => (await take(http.GET('/v1/audit', { signal }))).entries,
  refetchInterval: 5000,
});

export const timeConfigQuery = queryOptions({
  queryKey: ['time-config'],
  queryFn: ({ signal }) => take(http.GET('/api/v1/monitoring/timeout/config', { signal })),
});

export const timeoutsQuery = queryOptions({
  queryKey: ['timeouts'],
  queryFn: ({ signal }) => take(http.GET('/api/v1/monitoring/timeout/status', { signal })),
  refetchInterval: 5000,
});
