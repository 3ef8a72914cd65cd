import type { Schemas, SwitchyardClient } from '@switchyard/client';
import { waitFor } from '@switchyard/testing';

type Monitoring = Schemas['JobMonitoringReply'];
type Routine = Monitoring['routines'][string];

interface Frame {
  type: string;
  seq: number;
  data: { routine_id: string; job_status: Monitoring['job_status'] } & Record<string, unknown>;
}

const FLOW = {
  flow_id: 'typescript',
  routines: {
    numbers: { type: 'split', config: { value: 'numbers' } },
    named: { type: 'map', config: { value: '{"n": $}' }, slots: { in: { max_queue_length: 5 } } },
    last: { type: 'delay', config: { seconds: 0.1 }, slots: { in: { max_queue_length: 3 } } },
  },
  connections: ['numbers -> named', 'named -> last'],
};

/** What a page knows of a job: the snapshot, and every frame after it. */
class Page {
  known: Monitoring | undefined;
  seq = 0;
  closed: number | undefined;
  readonly kinds = new Set<string>();
  private socket: WebSocket;

  constructor(private readonly url: string) {
    this.socket = this.connect();
  }

  /** As a lost line would; it goes on after the last event that it knows. */
  reconnect(): void {
    this.socket.onclose = this.socket.onmessage = null;
    this.socket.close();
    this.socket = this.connect();
  }

  private connect(): WebSocket {
    const socket = new WebSocket(`${this.url}?from_seq=${this.seq}`);
    socket.onmessage = ({ data }: { data: unknown }) => this.take(JSON.parse(String(data)) as Frame);
    socket.onclose = ({ code }) => (this.closed = code);
    return socket;
  }

  private take({ type, seq, data }: Frame): void {
    this.kinds.add(type);
    this.seq = seq ?? this.seq;
    if (type === 'snapshot') this.known = data as unknown as Monitoring;
    if (!this.known) return;
    const routine = this.known.routines[data.routine_id];
    if (routine) change(routine, type, data);
    else if (data.job_status && type !== 'snapshot') this.known.job_status = data.job_status;
  }
}

function change(routine: Routine, type: string, data: Frame['data']): void {
  if (type === 'routine_started' || type === 'routine_completed')
    routine.execution_status = data as unknown as Routine['execution_status'];
  if (type === 'routine_status_change') Object.assign(routine.execution_status, data);
  if (type === 'routine_queue_update') routine.queue_status = data['queues'] as Routine['queue_status'];
  if (type !== 'slot_queue_update') return;
  const slot = data['queue_status'] as Routine['queue_status'][number];
  routine.queue_status = routine.queue_status.map((one) => (one.slot_name === slot.slot_name ? slot : one));
}

/** Walks the routes by their types and follows a job as a front end does. @returns what its page knows at the end, and what is true */
export async function frontEnd(gateway: SwitchyardClient, url: string) {
  const { http } = gateway;
  const walked = new Set<string>();
  http.use({ onRequest: ({ request, schemaPath }) => void walked.add(`${request.method} ${schemaPath}`) });
  const take: SwitchyardClient['take'] = (call) => gateway.take(call);
  const source = JSON.stringify(FLOW);
  const flow = { params: { path: { flow_id: FLOW.flow_id } } };
  const { valid } = await take(http.POST('/api/flows/validate', { body: { source } }));
  await take(http.POST('/api/flows', { body: { source } }));
  await take(http.GET('/api/flows/schema'));
  const { flows } = await take(http.GET('/api/flows', { params: { query: { limit: 500 } } }));
  const { entries } = await take(http.GET('/api/flows/{flow_id}', flow));
  const start = async (): Promise<string> => {
    const data = { numbers: Array.from({ length: 30 }, (_none, at) => at) };
    return (await take(http.POST('/api/jobs', { body: { flow_id: FLOW.flow_id, data: data as never, wait: false } })))
      .job_id;
  };
  const job_id = await start();
  const job = { params: { path: { id: job_id } } };
  const page = new Page(`${url.replace('http', 'ws')}/ws/jobs/${job_id}/monitor`);
  await waitFor('pressure', () => page.known?.routines['last']?.queue_status[0]?.pressure_level === 'critical');
  page.reconnect();
  const found = await take(http.POST('/api/jobs/{id}/debug/breakpoints', { ...job, body: { routine_id: 'last' } }));
  await waitFor('the breakpoint', () => page.known?.job_status === 'paused');
  const { session } = await take(http.GET('/api/jobs/{id}/debug/session', job));
  await take(http.POST('/api/jobs/{id}/debug/step', job));
  await waitFor('the step', async () => (await take(http.GET('/api/jobs/{id}/state', job))).status === 'paused');
  const query = { breakpoint_id: found.breakpoint_id };
  const { breakpoints } = await take(http.GET('/api/jobs/{id}/debug/breakpoints', job));
  await take(http.DELETE('/api/jobs/{id}/debug/breakpoints', { params: { ...job.params, query } }));
  await take(http.POST('/api/jobs/{id}/debug/resume', job));
  await take(http.POST('/api/jobs/{id}/pause', job));
  await take(http.POST('/api/jobs/{id}/resume', job));
  await waitFor('the end of the stream', () => page.closed);
  const place = { params: { path: { ...flow.params.path, routine_id: 'last' } } };
  const ofJob = { params: { path: { id: job_id, routine_id: 'last' } } };
  const seen = {
    ...{ valid, breakpoints: breakpoints.length, paused: session?.items[0]?.slot, entries },
    stored: flows.some(({ flow_id }) => flow_id === FLOW.flow_id),
    info: (await take(http.GET('/api/flows/{flow_id}/routines/{routine_id}/info', place))).routine_type,
    slot: (await take(http.GET('/api/jobs/{id}/routines/{routine_id}/queue-status', ofJob)))[0]?.total_count,
    results: (await take(http.GET('/api/jobs/{id}', job))).results.length,
  };
  const truth = await take(http.GET('/api/jobs/{id}/monitoring', job));
  const ids = { params: { query: { ids: [job_id, 'none'] } } };
  const views = {
    many: (await take(http.GET('/api/jobs/monitoring', ids))).jobs[job_id]?.job_status,
    queues: (await take(http.GET('/api/jobs/{id}/queues/status', job)))['last']?.[0]?.total_count,
    executions: (await take(http.GET('/api/jobs/{id}/routines/status', job)))['last']?.execution_count,
    errors: (await take(http.GET('/api/jobs/{id}/metrics', job))).routines.map(({ errors }) => errors),
    traced: (await take(http.GET('/api/jobs/{id}/trace', job))).entries.length,
    minutes: (await take(http.GET('/api/flows/{flow_id}/metrics', flow))).minutes.some((one) => one.jobs_completed > 0),
    listed: (await take(http.GET('/api/jobs'))).jobs.some((one) => one.job_id === job_id),
  };
  const other = await start();
  const cancelled = new Page(`${url.replace('http', 'ws')}/ws/jobs/${other}/monitor`);
  await take(http.POST('/api/jobs/{id}/cancel', { params: { path: { id: other } } }));
  await waitFor('the end of the cancelled job', () => cancelled.closed);
  await take(http.DELETE('/api/flows/{flow_id}', flow));
  return { seen, views, page, truth, walked, kinds: new Set([...page.kinds, ...cancelled.kinds]) };
}
