import { Hosts } from './hosts';

describe('Hosts', () => {
  const now = jest.spyOn(performance, 'now');
  let hosts: Hosts;
  let timeMs = 0;

  beforeEach(() => {
    hosts = new Hosts();
    timeMs = 1000;
    now.mockImplementation(() => timeMs);
  });
  afterAll(() => now.mockRestore());

  it('let few in at once, and put off the others behind each other', () => {
    expect([1, 2, 3, 4].map(() => hosts.enter('slow'))).toEqual([undefined, undefined, undefined, undefined]);
    const waits = [1, 2, 3].map(() => hosts.enter('slow') ?? 0);
    expect(waits[0]).toBeGreaterThan(0);
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
    expect(new Set(waits).size).toBe(3);
    expect(hosts.enter('other')).toBeUndefined();
    hosts.left('slow', 10, true);
    expect(hosts.enter('slow')).toBeUndefined();
  });

  it('never put off for longer than a minute', () => {
    for (let i = 0; i < 4; i += 1) hosts.enter('slow');
    hosts.left('slow', 10_000, true);
    hosts.enter('slow');
    const waits = Array.from({ length: 1000 }, () => hosts.enter('slow') ?? 0);
    expect(Math.max(...waits)).toBe(60_000);
  });

  const fail = (times: number): void => {
    for (let i = 0; i < times; i += 1) {
      expect(hosts.enter('down')).toBeUndefined();
      hosts.left('down', 10, false);
    }
  };

  it('pause after failures in a row, and then let one in to see', () => {
    fail(5);
    expect(hosts.enter('down')).toBeGreaterThanOrEqual(30_000);
    timeMs += 30_001;
    expect(hosts.enter('down')).toBeUndefined();
    expect(hosts.enter('down')).toBeGreaterThan(0);
    hosts.left('down', 10, true);
    expect([hosts.enter('down'), hosts.enter('down')]).toEqual([undefined, undefined]);
  });

  it('forget failures that were not in a row', () => {
    fail(4);
    hosts.enter('down');
    hosts.left('down', 10, true);
    fail(4);
    expect(hosts.enter('down')).toBeUndefined();
  });
});
