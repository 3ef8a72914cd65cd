import type { CheckReport } from '@switchyard/monitoring';
import { createLogger } from '@switchyard/observability';
import type { Check, Findings } from './check';
import { CheckRunner } from './check-runner';

const ORDER = { recover: true, heartbeatTimeoutMs: 1000 };

describe('CheckRunner', () => {
  const reports: CheckReport[] = [];
  const state = { report: (_fence: number, report: CheckReport) => Promise.resolve(reports.push(report) > 0) };
  const runner = (...checks: Check[]) =>
    new CheckRunner(checks, state, { checked: () => undefined }, createLogger('monitor', 'silent'));
  const slow = () => {
    const open: ((found: Findings) => void)[] = [];
    const check: Check = { name: 'slow', run: () => new Promise((resolve) => open.push(resolve)) };
    return { check, open };
  };
  const due = (found: Findings): Check => ({
    name: 'due',
    run: () => Promise.resolve(found),
    nextInMs: () => Promise.resolve(undefined),
  });

  beforeEach(() => reports.splice(0));

  it('does not let what is due wait for a check that looks at everything', async () => {
    const { check, open } = slow();
    const one = runner(check, due({ recovered: 1 }));
    const all = one.run(ORDER, 1);
    await all.due;
    await one.run({ ...ORDER, due: true }, 1).answer;
    expect(reports).toMatchObject([{ recovered: 1 }]);
    open[0]?.({ timeouts: 2 });
    expect(await all.answer).toMatchObject({ timeouts_detected: 2 });
    expect(reports).toMatchObject([{ recovered: 1 }, { recovered: 1, timeouts: 2 }]);
  });

  it('runs each check once at a time', async () => {
    const { check, open } = slow();
    const one = runner(check);
    const runs = [one.run(ORDER, 1), one.run(ORDER, 1)];
    await new Promise((resolve) => setImmediate(resolve));
    expect(open).toHaveLength(1);
    open[0]?.({});
    await runs[0]?.answer;
    await new Promise((resolve) => setImmediate(resolve));
    open[1]?.({});
    await one.idle();
    expect(reports).toHaveLength(2);
  });

  it('counts what is news, and answers with all that is late', async () => {
    const one = runner(due({ timeouts: 1, late: 3 }), due({ timeouts: 2 }));
    expect(await one.run(ORDER, 1).answer).toMatchObject({ timeouts_detected: 5 });
    expect(reports).toMatchObject([{ timeouts: 3 }]);
  });

  it('goes on with the others when one fails', async () => {
    const broken: Check = { name: 'broken', run: () => Promise.reject(new Error('broken')) };
    expect(await runner(broken, due({ timeouts: 1 })).run(ORDER, 1).answer).toMatchObject({ timeouts_detected: 1 });
  });
});
