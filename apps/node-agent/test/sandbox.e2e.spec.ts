import { sandboxProblem } from '../src/sandbox/self-test';

describe('the sandbox', () => {
  it('lets no escape through, by its own test', async () => {
    expect(await sandboxProblem('/usr/bin/python3')).toBeUndefined();
  });
});
