import { flowOf, infoOf, slotStatus, slotsOf, type JobMonitoringData, type JobState } from '@switchyard/flows';
import type { TaskEvent, TaskEventType } from '@switchyard/contracts';
import { frameOfEvent, framesBetween } from './job-frames';

const flow = flowOf({ flow_id: 'f', routines: { a: { type: 'collect' } } });

const look = (waiting: number, executions: number, active: number, job_status: JobState): JobMonitoringData => {
  const [routine] = flow.routines;
  const [slot] = slotsOf(flow);
  if (!routine || !slot) throw new Error('the flow is empty');
  const execution_status = {
    ...{ routine_id: 'a', is_active: active > 0, status: 'running' as const, active_count: active },
    ...{ last_execution_time: null, execution_count: executions, error_count: 0 },
  };
  const queue_status = [slotStatus(slot, waiting, 5)];
  const a = { routine_id: 'a', execution_status, queue_status, info: infoOf(routine) };
  return { job_id: 'j', flow_id: 'f', job_status, routines: { a }, updated_at: '' };
};
const types = (before: JobMonitoringData, now: JobMonitoringData): string[] =>
  framesBetween(before, now).map(({ type }) => type);

const event = (type: TaskEventType, payload: object): Pick<TaskEvent, 'type' | 'payload'> => ({
  type,
  payload: payload as TaskEvent['payload'],
});

describe('the frames of a job', () => {
  it('are none when nothing changed', () =>
    expect(types(look(1, 1, 0, 'running'), look(1, 1, 0, 'running'))).toEqual([]));

  it('tell of a routine that starts and takes from its slot', () =>
    expect(types(look(2, 0, 0, 'running'), look(1, 0, 1, 'running'))).toEqual([
      'routine_started',
      'routine_status_change',
      'slot_queue_update',
      'routine_queue_update',
    ]));

  it('tell of the last execution', () =>
    expect(types(look(0, 1, 1, 'running'), look(0, 2, 0, 'completed'))).toEqual([
      ...['routine_completed', 'routine_status_change'],
    ]));

  it.each([
    ['started', {}, 'job_started', { job_status: 'running' }],
    ['progress', { paused: 'request' }, 'job_status_change', { job_status: 'paused', session: null }],
    ['progress', { resumed: 'step' }, 'job_status_change', { job_status: 'running' }],
    ['cancelled', {}, 'job_failed', { job_status: 'cancelled' }],
    ['failed', { error: { code: 'X' } }, 'job_failed', { job_status: 'failed', error: { code: 'X' } }],
    ['completed', {}, 'job_completed', { job_status: 'completed' }],
    ['warning', { alert: 'slot_full', slot: 'a.in' }, 'alert', { alert: 'slot_full' }],
  ] as const)('tell of the event %s %j', (type, payload, frame, data) =>
    expect(frameOfEvent({ job_id: 'j', flow_id: 'f' }, event(type, payload))).toMatchObject({ type: frame, data }),
  );

  it('say nothing of an error that is no alert', () =>
    expect(frameOfEvent({ job_id: 'j', flow_id: 'f' }, event('warning', { error: {} }))).toBeUndefined());
});
