import { useEffect, useState } from 'react';
import { openSocket } from '../../api/access';
import type { Monitoring, Session, SlotStatus } from '../../api/flows';

type RoutineLive = Monitoring['routines'][string];
type Execution = RoutineLive['execution_status'];

export interface Alert {
  alert: 'slot_full' | 'error_rate';
  slot?: string;
  max_length?: number;
  routine_id?: string;
  executions?: number;
  errors?: number;
}

export interface JobLive {
  connection: 'connecting' | 'live' | 'lost' | 'over';
  /** Nothing until the snapshot came. */
  data?: Monitoring;
  /** Where a breakpoint or a step stopped it. */
  session: Session | null;
  /** Newest first. */
  alerts: readonly (Alert & { timestamp: string })[];
}

const BEGINNING: JobLive = { connection: 'connecting', session: null, alerts: [] };
const MOST_ALERTS = 20;
const RETRY_MS = [250, 500, 1000, 2000, 5000];
/** The gateway sends a sign of life every 30 s. */
const SILENCE_MS = 70_000;
const DONE = 1000;
/** The gateway does not want to go on, e.g. because there is no such job. */
const REFUSED_FROM = 4400;

export interface JobFrame {
  type: string;
  data: Record<string, unknown>;
  seq?: number;
  timestamp?: string;
}

/** How a job is doing, as it happens; a cut connection is taken up after the last event that arrived. */
export function useJobLive(id: string): JobLive {
  const [state, setState] = useState(BEGINNING);
  useEffect(() => {
    setState(BEGINNING);
    return watch(id, setState);
  }, [id]);
  return state;
}

type Tell = (change: (state: JobLive) => JobLive) => void;

function watch(id: string, tell: Tell): () => void {
  let [seq, failures, stopped] = [0, 0, false];
  let timer: number | undefined;
  let socket: WebSocket;
  const lose = (): void => {
    tell((state) => ({ ...state, connection: 'lost' }));
    timer = window.setTimeout(connect, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
    failures += 1;
  };
  /** After a sleep the other end is gone: it will not answer the close, which is not waited for. */
  const hush = (): void => {
    socket.onclose = null;
    socket.onmessage = null;
    socket.close();
    lose();
  };
  const connect = (): void => {
    socket = openSocket(`/ws/jobs/${encodeURIComponent(id)}/monitor?from_seq=${seq}`);
    timer = window.setTimeout(hush, SILENCE_MS);
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      clearTimeout(timer);
      timer = window.setTimeout(hush, SILENCE_MS);
      const frame = JSON.parse(data) as JobFrame;
      [failures, seq] = [0, frame.seq ?? seq];
      if (frame.type !== 'ping') tell((state) => ({ ...after(state, frame), connection: 'live' }));
    };
    socket.onclose = ({ code }) => {
      clearTimeout(timer);
      if (stopped) return;
      if (code === DONE || code >= REFUSED_FROM) tell((state) => ({ ...state, connection: 'over' }));
      else lose();
    };
  };
  connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    socket.close();
  };
}

/** What is known after a frame. */
export function after(state: JobLive, { type, data, timestamp = '' }: JobFrame): JobLive {
  const { data: known } = state;
  if (type === 'snapshot') return { ...state, data: data as unknown as Monitoring };
  if (type === 'alert') {
    const alerts = [{ ...(data as unknown as Alert), timestamp }, ...state.alerts].slice(0, MOST_ALERTS);
    return { ...state, alerts };
  }
  if (!known) return state;
  const { routine_id: id } = data as { routine_id?: string };
  const routine = id === undefined ? undefined : known.routines[id];
  if (routine) {
    const routines = { ...known.routines, [routine.routine_id]: changed(routine, type, data) };
    return { ...state, data: { ...known, routines } };
  }
  const { job_status, session = null } = data as { job_status?: Monitoring['job_status']; session?: Session | null };
  // a frame of an event that the snapshot is newer than says what was, until the last of them
  return job_status ? { ...state, session, data: { ...known, job_status } } : state;
}

function changed(routine: RoutineLive, type: string, data: Record<string, unknown>): RoutineLive {
  switch (type) {
    case 'routine_started':
    case 'routine_completed':
      return { ...routine, execution_status: data as unknown as Execution };
    case 'routine_status_change':
      return { ...routine, execution_status: { ...routine.execution_status, ...(data as Partial<Execution>) } };
    case 'routine_queue_update':
      return { ...routine, queue_status: data['queues'] as SlotStatus[] };
    default:
      return routine;
  }
}
