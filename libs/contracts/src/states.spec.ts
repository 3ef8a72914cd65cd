import { FINAL_STATES, TASK_STATES, isFinal, mayBecome } from './states';

describe('task states', () => {
  it('ends in states that never change', () => {
    expect(FINAL_STATES).toEqual(['succeeded', 'failed', 'cancelled', 'timed_out', 'expired']);
    for (const from of FINAL_STATES) for (const to of TASK_STATES) expect(mayBecome(from, to)).toBe(false);
  });

  it('lets a running task go back to its queue, and only a running one succeed', () => {
    expect(mayBecome('running', 'queued')).toBe(true);
    expect(TASK_STATES.filter((from) => mayBecome(from, 'succeeded'))).toEqual(['running']);
    expect(isFinal('running')).toBe(false);
  });
});
