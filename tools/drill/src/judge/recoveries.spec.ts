import { TWICE, at, events, goodHistory, task } from '../../test/made-history';
import type { Fault, History } from './history';
import { recoveries } from './recoveries';

const fault = (changed: Partial<Fault>): Fault => ({
  ...{ kind: 'kill', role: 'worker', victim: 'ffmpeg#1', at: at(3), until: at(3), pid: 1 },
  ...changed,
});

/** Seconds after the fault. */
const timesOf = (one: Fault, changed: Partial<History> = {}): (number | string | undefined)[] => {
  const [found] = recoveries(goodHistory({ faults: [one], ...changed }));
  const after = (time?: number): number | undefined => (time === undefined ? undefined : (time - one.at) / 1000);
  return [after(found?.noticedAt), after(found?.recoveredAt), found?.how];
};

describe('when a fault was over', () => {
  it('is when the next attempt began, for a worker that died at work', () => {
    expect(timesOf(fault({}))).toEqual([5, 6, 'another attempt (orphaned)']);
  });

  it('is the first sign of life after a pause that needed no recovery', () => {
    const went = events(...TWICE.slice(0, 4), ['progress', 6, 1], ['completed', 7, 1]);
    const pause = fault({ kind: 'pause', until: at(5) });
    expect(timesOf(pause, { tasks: [task({ events: went })] })).toEqual([undefined, 3, 'the attempt went on']);
  });

  it('is unknown while no worker took the task up again', () => {
    const lost = events(...TWICE.slice(0, 6));
    expect(timesOf(fault({}), { tasks: [task({ events: lost })] })).toEqual([
      5,
      undefined,
      'another attempt (orphaned)',
    ]);
  });

  it('does not count work that had ended, or that another worker did', () => {
    const log = [{ at: at(20), event: 'worker.ready' }];
    const processes = [{ place: 'ffmpeg#1', pid: 3, from: at(19), log }];
    expect(timesOf(fault({ at: at(13) }), { processes })).toEqual([undefined, 7, 'it was idle; started again']);
    expect(timesOf(fault({ pid: 2 }), { processes })).toEqual([undefined, 17, 'it was idle; started again']);
  });

  it('is the next lead of another monitor', () => {
    const log = [
      { at: at(1), event: 'leader.began' },
      { at: at(5), event: 'leader.began' },
    ];
    const leader = fault({ role: 'leader', victim: 'monitor#1', pid: 4 });
    const processes = [{ place: 'monitor#2', pid: 5, from: at(0), log }];
    expect(timesOf(leader, { processes })).toEqual([2, 2, 'another one leads']);
    expect(timesOf({ ...leader, kind: 'pause', until: at(4) }, { processes })).toEqual([
      undefined,
      undefined,
      'it kept the lead',
    ]);
  });

  it('is the first work after Redis is back', () => {
    const processes = [{ place: 'ffmpeg#2', pid: 2, from: at(0), log: [{ at: at(4), event: 'redis.unreachable' }] }];
    const redis = fault({ role: 'redis', victim: 'redis', until: at(5), pid: undefined });
    expect(timesOf(redis, { processes })).toEqual([1, 5, 'work goes on']);
  });

  it('is not asked of a fault that found nothing to hit', () => {
    expect(timesOf(fault({ victim: undefined }))).toEqual([undefined, undefined, 'there was none']);
  });
});
