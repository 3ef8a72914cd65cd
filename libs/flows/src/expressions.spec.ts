import childProcess from 'node:child_process';
import { ExpressionError, Expressions } from './expressions';

const ENDLESS = '($f := function($n) { $f($n + 1) }; $f(0))';

describe('expressions', () => {
  const expressions = new Expressions();
  afterAll(() => expressions.close());

  const problemOf = (expression: string): Promise<unknown> =>
    expressions.evaluate(expression, {}).catch((error: unknown) => error);

  it('are ended when they compute too long, and others are answered', async () => {
    const endless = problemOf(ENDLESS);
    expect([await expressions.evaluate('n + 1', { n: 1 }), await endless]).toEqual([2, expect.any(ExpressionError)]);
    expect(String(await endless)).toContain('it took longer than 1 s');
  });

  it('are ended when they take too much memory, and others are answered', async () => {
    const patient = new Expressions(60_000);
    const greedy = patient.evaluate('[1..9999999]', {}).catch(String);
    expect([await patient.evaluate('n + 1', { n: 2 }), await greedy]).toEqual([
      ...[3, expect.stringContaining('it needs more than 64 MiB')],
    ]);
    await patient.close();
  });

  it('are not ended because their process got no processor for a while', async () => {
    const forked = jest.spyOn(childProcess, 'fork');
    const stopped = new Expressions();
    await stopped.evaluate('n', { n: 1 });
    const { pid = 0 } = forked.mock.results[0]?.value as childProcess.ChildProcess;
    process.kill(pid, 'SIGSTOP');
    const answer = stopped.evaluate('n', { n: 2 });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    process.kill(pid, 'SIGCONT');
    expect(await answer).toBe(2);
    await stopped.close();
    forked.mockRestore();
  });

  it.each(['process', 'require', 'constructor.constructor("return process")()', '$eval("process")'])(
    'reach nothing but the item: %s',
    async (expression) => {
      const reached = await problemOf(expression);
      if (!(reached instanceof ExpressionError)) expect(reached).toBeNull();
    },
  );
});
