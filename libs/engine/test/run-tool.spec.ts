import { runTool, startTool } from '../src';

const signal = new AbortController().signal;

describe('running a tool', () => {
  it('gives lines, exit code and the end of what it complained about', async () => {
    const lines: string[] = [];
    const end = await runTool('sh', ['-c', 'cat; echo two; echo oh >&2; exit 3'], {
      signal,
      stdin: 'one\n',
      onLine: (line) => void lines.push(line),
    });
    expect(lines).toEqual(['one', 'two']);
    expect(end).toEqual({ code: 3, signal: null, stderrTail: 'oh\n' });
  });

  it('says how to install what is missing', async () => {
    const run = runTool('no-such-tool', [], { signal, install: 'apt-get install no-such-tool' });
    await expect(run).rejects.toThrow(
      'no-such-tool is not installed on this worker; install it with: apt-get install no-such-tool',
    );
  });

  it('ends a tool on abort, also when its output is not read', async () => {
    const cancel = new AbortController();
    const tool = startTool('yes', [], { signal: cancel.signal });
    setTimeout(() => cancel.abort(new Error('enough')), 50);
    await expect(tool.ended).rejects.toThrow('enough');
  });

  it('takes arguments as they are', async () => {
    const lines: string[] = [];
    await runTool('printf', ['%s', '; rm -rf "$HOME" \n`x`'], { signal, onLine: (line) => void lines.push(line) });
    expect(lines.join('\n')).toBe('; rm -rf "$HOME" \n`x`');
  });
});
