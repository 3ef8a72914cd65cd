import { queryOptions } from '@tanstack/react-query';
import type { Schemas } from '@switchyard/client';
import { http, take } from './client';

export type Routine = Schemas['RoutineReply'];
export type Job = Schemas['JobView'];
export type SlotStatus = Schemas['SlotQueueStatusReply'];
export type Monitoring = Schemas['JobMonitoringReply'];
export type Session = NonNullable<Schemas['JobStateReply']['session']>;

const SOON_MS = 2000;

const flowPath = (flow_id: string) => ({ params: { path: { flow_id } } });
const jobPath = (id: string) => ({ params: { path: { id } } });

export const isJobOver = (status: string): boolean => status !== 'running' && status !== 'paused';

export const flowsQuery = queryOptions({
  queryKey: ['flows'],
  queryFn: async ({ signal }) =>
    (await take(http.GET('/api/flows', { params: { query: { limit: 500 } }, signal }))).flows,
  refetchInterval: 10_000,
});

export const flowQuery = (id: string) =>
  queryOptions({
    queryKey: ['flow', id],
    queryFn: ({ signal }) => take(http.GET('/api/flows/{flow_id}', { ...flowPath(id), signal })),
  });

export const flowMetricsQuery = (id: string) =>
  queryOptions({
    queryKey: ['flow-metrics', id],
    queryFn: async ({ signal }) =>
      (await take(http.GET('/api/flows/{flow_id}/metrics', { ...flowPath(id), signal }))).minutes,
    refetchInterval: 15_000,
  });

/** @param flow_id of all flows without it */
export const jobsQuery = (flow_id?: string) =>
  queryOptions({
    queryKey: ['jobs', flow_id],
    queryFn: async ({ signal }) =>
      (await take(http.GET('/api/jobs', { params: { query: { limit: 100, flow_id } }, signal }))).jobs,
    refetchInterval: SOON_MS,
  });

/** The flow of a job never changes; what does comes over its WebSocket. */
export const jobStateQuery = (id: string) =>
  queryOptions({
    queryKey: ['job-state', id],
    queryFn: ({ signal }) => take(http.GET('/api/jobs/{id}/state', { ...jobPath(id), signal })),
    staleTime: Infinity,
  });

export const jobMetricsQuery = (id: string) =>
  queryOptions({
    queryKey: ['job-metrics', id],
    queryFn: ({ signal }) => take(http.GET('/api/jobs/{id}/metrics', { ...jobPath(id), signal })),
    refetchInterval: ({ state }) => (state.data && isJobOver(state.data.status) ? false : 1000),
  });

export const jobResultsQuery = (id: string, isOver: boolean) =>
  queryOptions({
    queryKey: ['job-results', id, isOver],
    queryFn: async ({ signal }) => (await take(http.GET('/api/jobs/{id}', { ...jobPath(id), signal }))).results,
    refetchInterval: isOver ? false : SOON_MS,
  });

/** @param item of all items without it */
export const traceQuery = (id: string, item: string | undefined, isOver: boolean) =>
  queryOptions({
    queryKey: ['job-trace', id, item, isOver],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { item, limit: 200 } };
      return (await take(http.GET('/api/jobs/{id}/trace', { params, signal }))).entries;
    },
    refetchInterval: isOver ? false : SOON_MS,
  });

export const breakpointsQuery = (id: string) =>
  queryOptions({
    queryKey: ['breakpoints', id],
    queryFn: async ({ signal }) =>
      (await take(http.GET('/api/jobs/{id}/debug/breakpoints', { ...jobPath(id), signal }))).breakpoints,
  });

/** What waits in the slots of a job. */
export const waitingQuery = (id: string, isOver: boolean) =>
  queryOptions({
    queryKey: ['waiting', id, isOver],
    queryFn: async ({ signal }) =>
      (await take(http.GET('/api/jobs/{id}/debug/session', { ...jobPath(id), signal }))).slots,
    refetchInterval: isOver ? false : SOON_MS,
  });

export const validateFlow = (source: string, signal?: AbortSignal) =>
  take(http.POST('/api/flows/validate', { body: { source }, signal }));

export const putFlow = (source: string) => take(http.POST('/api/flows', { body: { source } }));

export const removeFlow = (id: string) => take(http.DELETE('/api/flows/{flow_id}', flowPath(id)));

export interface JobStart {
  flow_id: string;
  slot?: string;
  data: Record<string, unknown>;
}

export const startJob = ({ data, ...body }: JobStart) =>
  take(http.POST('/api/jobs', { body: { ...body, wait: false, data: data as never } }));

export type Steer = 'pause' | 'resume' | 'cancel' | 'step';

export const steerJob = (id: string, verb: Steer) =>
  take(
    verb === 'step'
      ? http.POST('/api/jobs/{id}/debug/step', jobPath(id))
      : verb === 'pause'
        ? http.POST('/api/jobs/{id}/pause', jobPath(id))
        : verb === 'resume'
          ? http.POST('/api/jobs/{id}/resume', jobPath(id))
          : http.POST('/api/jobs/{id}/cancel', jobPath(id)),
  );

export const addBreakpoint = (id: string, body: { routine_id: string; condition?: string }) =>
  take(http.POST('/api/jobs/{id}/debug/breakpoints', { ...jobPath(id), body }));

export const removeBreakpoint = (id: string, breakpoint_id: string) =>
  take(http.DELETE('/api/jobs/{id}/debug/breakpoints', { params: { path: { id }, query: { breakpoint_id } } }));
