import { ExpressionError, Expressions } from './expressions';

describe('expressions', () => {
  const expressions = new Expressions();
  afterAll(() => expressions.close());

  const problemOf = (expression: string): Promise<unknown> =>
    expressions.evaluate(expression, {}).catch((error: unknown) => error);

  it('are ended when they take too long or too much memory, and others are answered', async () => {
    const endless = problemOf('($f := function($n) { $f($n + 1) }; $f(0))');
    expect([await expressions.evaluate('n + 1', { n: 1 }), await endless]).toEqual([2, expect.any(ExpressionError)]);
    const greedy = problemOf('[1..9999999]');
    expect([await greedy, await expressions.evaluate('n + 1', { n: 2 })]).toEqual([expect.any(ExpressionError), 3]);
    expect(String(await greedy)).toContain('it needs more than 64 MiB');
  });

  it.each(['process', 'require', 'constructor.constructor("return process")()', '$eval("process")'])(
    'reach nothing but the item: %s',
    async (expression) => {
      const reached = await problemOf(expression);
      if (!(reached instanceof ExpressionError)) expect(reached).toBeNull();
    },
  );
});
