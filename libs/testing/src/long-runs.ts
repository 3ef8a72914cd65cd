/** Of what `make test` shows by one case, `make test-long` shows every case. */
export const IN_LONG_RUNS = process.env['LONG'] === '1';

/** The cases of now: one is enough most of the time. */
export const casesOf = <T>(always: T, ...also: T[]): T[] => (IN_LONG_RUNS ? [always, ...also] : [always]);
