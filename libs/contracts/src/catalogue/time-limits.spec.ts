import { timeLevels, timeLevelsOf } from './time-limits';

const standard = { warning: 1800, soft: 3600, hard: 7200 };

describe('the limits of an attempt', () => {
  it.each([
    ['of the installation, where the task has none', undefined, standard],
    ['from the hard one', { timeout: 100 }, { warning: 50, soft: 80, hard: 100 }],
    ['of the task', { timeout: 100, soft: 90, warning: 10 }, { warning: 10, soft: 90, hard: 100 }],
    ['in order', { timeout: 100, soft: 20 }, { warning: 12.5, soft: 20, hard: 100 }],
  ])('are taken %s', (_how, limits, levels) => expect(timeLevels({ limits }, standard)).toEqual(levels));

  it('follow the hard one of the submission, in either direction', () => {
    const task = { limits: { timeout: 100, soft: 90 } };
    expect(timeLevelsOf(task, 100, standard)).toEqual({ warning: 56.25, soft: 90, hard: 100 });
    expect(timeLevelsOf(task, 10, standard)).toEqual({ warning: 5, soft: 8, hard: 10 });
    expect(timeLevelsOf({}, 20_000, standard)).toEqual({ warning: 10_000, soft: 16_000, hard: 20_000 });
  });
});
