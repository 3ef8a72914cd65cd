import { sharesOf } from './shares';

describe('the cores of a worker', () => {
  it.each([
    [{ threads: 0, lanes: 0, tasks: 1 }, 2, { threads: 2, lanes: 1 }],
    [{ threads: 0, lanes: 0, tasks: 1 }, 16, { threads: 4, lanes: 4 }],
    [{ threads: 0, lanes: 0, tasks: 4 }, 16, { threads: 4, lanes: 1 }],
    [{ threads: 0, lanes: 0, tasks: 8 }, 2, { threads: 1, lanes: 1 }],
    [{ threads: 1, lanes: 0, tasks: 1 }, 2, { threads: 1, lanes: 2 }],
    [{ threads: 0, lanes: 2, tasks: 1 }, 2, { threads: 1, lanes: 2 }],
    [{ threads: 3, lanes: 5, tasks: 1 }, 2, { threads: 3, lanes: 5 }],
  ])('%j of %d', (asked, cores, shares) => expect(sharesOf(asked, cores)).toEqual(shares));
});
