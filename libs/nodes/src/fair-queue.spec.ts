import fc from 'fast-check';
import { compareNodes, priorityOf, reasonOf, scoreOf, type Waiting } from './fair-queue';

const node = (waitingSeconds: number, completedTasks: number, minutesSinceLast?: number): Waiting => ({
  waitingMs: waitingSeconds * 1000,
  completedTasks,
  sinceLastTaskMs: minutesSinceLast === undefined ? undefined : minutesSinceLast * 60_000,
});

const anyNode = fc.record({
  waitingMs: fc.integer({ min: 0, max: 900_000 }),
  completedTasks: fc.integer({ min: 0, max: 300 }),
});

describe('the fair queue of nodes', () => {
  it.each([
    [node(0, 0), { wait: 0, contribution: 0, newcomer: 20, total: 20 }],
    [node(150, 5), { wait: 30, contribution: 1, newcomer: 10, total: 41 }],
    [node(300, 100), { wait: 60, contribution: 20, newcomer: 0, total: 80 }],
    [node(9999, 9999), { wait: 60, contribution: 20, newcomer: 0, total: 80 }],
  ])('scores %j', (one, score) => {
    expect(scoreOf(one)).toEqual(score);
  });

  it.each([
    [node(301, 50), 'high', 'starvation_guard'],
    [node(10, 4), 'high', 'new_node_priority'],
    [node(60, 20, 1), 'medium', 'recently_served'],
    [node(60, 20, 31), 'medium', 'fair_rotation'],
    [node(10, 20, 29), 'low', 'recently_served'],
    [node(10, 7, 29), 'low', 'new_node_priority'],
    [node(10, 20, 30), 'medium', 'fair_rotation'],
  ])('publishes %j as %s because of %s', (one, priority, reason) => {
    expect([priorityOf(one), reasonOf(one)]).toEqual([priority, reason]);
  });

  it('serves a node that has waited over 300 s before all that have waited less', () => {
    fc.assert(
      fc.property(anyNode, anyNode, (a, b) => {
        if (a.waitingMs > 300_000 && b.waitingMs < a.waitingMs) expect(compareNodes(a, b)).toBeLessThan(0);
      }),
    );
  });

  it('never serves a node later because it waits longer or has done more than a newcomer', () => {
    fc.assert(
      fc.property(anyNode, fc.integer({ min: 1, max: 100_000 }), (a, more) => {
        expect(compareNodes({ ...a, waitingMs: a.waitingMs + more }, a)).toBeLessThanOrEqual(0);
        if (a.completedTasks >= 10)
          expect(compareNodes({ ...a, completedTasks: a.completedTasks + more }, a)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('is one order, whichever node is compared first', () => {
    fc.assert(
      fc.property(anyNode, anyNode, anyNode, (a, b, c) => {
        expect(Math.sign(compareNodes(a, b))).toBe(-Math.sign(compareNodes(b, a)) + 0);
        if (compareNodes(a, b) <= 0 && compareNodes(b, c) <= 0) expect(compareNodes(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
