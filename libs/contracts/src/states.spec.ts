import { FINAL_STATES, TASK_STATES, TRANSITIONS, isFinal } from './states';

describe('a task', () => {
  it('ends in states that it never leaves', () => {
    expect(FINAL_STATES).toEqual(['succeeded', 'failed', 'cancelled', 'timed_out', 'expired']);
    expect(FINAL_STATES.every(isFinal)).toBe(true);
  });

  it('goes back to its queue only while it runs, and succeeds only while it runs', () => {
    expect(TASK_STATES.filter((from) => TRANSITIONS[from].includes('queued'))).toEqual(['running']);
    expect(TASK_STATES.filter((from) => TRANSITIONS[from].includes('succeeded'))).toEqual(['running']);
    expect(isFinal('running')).toBe(false);
  });
});
