import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { descendantsOf, runs } from '@switchyard/processes';
import { TcpProxy, TestSystem, waitFor, type AppProcess } from '@switchyard/testing';
import { pythonWithRequests } from './python';

const run = promisify(execFile);
const ROOT = join(__dirname, '../../..');

interface CodeTask {
  status: string;
  result: string | null;
  executed_on: string | null;
  error_message: string | null;
  tries: number;
  check: { results: number } | null;
}

const SLOW = 'import time\nprint("begun", flush=True)\ntime.sleep(60)';

describe('idle machines', () => {
  let system: TestSystem;
  const agents: AppProcess[] = [];

  beforeAll(
    async () => void (system = await TestSystem.start([], { NODE_TIMEOUT: '3', NODE_SERVICES: 'ffmpeg' })),
    60_000,
  );
  afterAll(() => system.stop());
  afterEach(async () => {
    await Promise.all(agents.splice(0).map((agent) => agent.end('SIGKILL')));
  });

  const join_ = async (id: string, env: Record<string, string> = {}): Promise<AppProcess> => {
    const agent = system.startAgent(id, env);
    agents.push(agent);
    await waitFor(`the agent ${id}`, async () => {
      if (!agent.running) throw new Error(agent.log);
      // The gateway may still know an agent of that name that was killed.
      if (!agent.log.includes('"event":"agent.started"')) return false;
      const { status } = (await system.api.request<{ status?: string }>('GET', `/nodes/${id}`)).body;
      return status === 'idle' || status === 'busy';
    });
    return agent;
  };
  const submit = async (code: string, more = {}): Promise<string> =>
    (await system.api.request<{ task_id: string }>('POST', '/tasks', { code, ...more })).body.task_id;
  const get = async (id: string): Promise<CodeTask> => (await system.api.request<CodeTask>('GET', `/tasks/${id}`)).body;
  const until = (id: string, status: string): Promise<CodeTask> =>
    waitFor(`${id} ${status}`, async () => {
      const task = await get(id);
      return task.status === status ? task : undefined;
    });
  /** The program itself, and all that holds it. */
  const processesOf = (agent: AppProcess) =>
    waitFor('its program', async () => {
      const all = descendantsOf(agent.pid);
      return all.some(({ name }) => name.startsWith('python')) ? all.map(({ pid }) => pid) : undefined;
    });
  const untilEnded = (pids: number[]) => waitFor('the end of the program', async () => !pids.some(runs));

  it('run programs and tell what they printed', async () => {
    const agent = await join_('one', { AGENT_MEMORY: '1024' });
    const id = await submit('print(sum(range(10)))');
    expect(await until(id, 'completed')).toMatchObject({ result: '45\n', executed_on: 'one', error_message: null });
    const wrong = await submit('print("before")\nraise ValueError("no")');
    expect(await until(wrong, 'failed')).toMatchObject({
      ...{ result: 'before\n', error_message: expect.stringContaining('ValueError: no') },
    });
    const endless = await submit('while True: pass', { timeout: 1 });
    expect(await until(endless, 'timed_out')).toMatchObject({ error_message: 'it ran longer than 1 s' });
    expect(agent.log).toContain('"reason":"new_node_priority"');
  }, 60_000);

  it('run a program on two machines whose results have to be equal', async () => {
    await join_('one');
    const id = await submit('print(6 * 7)', { check: { agree: 2, of: 2 } });
    await waitFor('its first result', async () => (await get(id)).check?.results === 1);
    await join_('two');
    expect(await until(id, 'completed')).toMatchObject({ result: '42\n', executed_on: 'two', check: { results: 2 } });
    const different = await submit('import random\nprint(random.random())', { check: { agree: 2, of: 2 } });
    expect((await until(different, 'failed')).error_message).toBe('2 nodes did not give 2 equal results');
  }, 60_000);

  it('be one file, copied to a machine that has nothing else of this project', async () => {
    await run('npm', ['run', '--silent', 'bundle', '--workspace', '@switchyard/node-agent'], { cwd: ROOT });
    const cwd = join(system.directory, 'elsewhere');
    mkdirSync(cwd);
    copyFileSync(join(ROOT, 'apps/node-agent/dist/node-agent.cjs'), join(cwd, 'agent.cjs'));
    const options = { cwd, env: { PATH: process.env['PATH'] } };
    const joins = ['agent.cjs', '--server', system.api.url, '--id', 'alone', '--always', '--home', join(cwd, 'home')];
    const agent = spawn(process.execPath, joins, { ...options, stdio: 'ignore' });
    try {
      const id = await submit('print("from one file")');
      expect(await until(id, 'completed')).toMatchObject({ executed_on: 'alone', result: 'from one file\n' });
      const asks = ['agent.cjs', 'status', '--home', join(cwd, 'home')];
      await waitFor('its own word', async () => (await run(process.execPath, asks, options)).stdout.includes(id));
    } finally {
      const ended = once(agent, 'exit');
      agent.kill();
      await ended;
    }
  }, 60_000);

  it('end a program that its sender cancels', async () => {
    const agent = await join_('one');
    const id = await submit(SLOW);
    await until(id, 'running');
    const pids = await processesOf(agent);
    await system.api.request('POST', `/tasks/${id}/cancel`);
    await untilEnded(pids);
    expect((await get(id)).status).toBe('cancelled');
  }, 60_000);

  it('leave nothing behind when an agent is killed; another machine runs its task', async () => {
    const agent = await join_('one');
    const id = await submit('import time\ntime.sleep(3)\nprint("done")');
    await until(id, 'running');
    const pids = await processesOf(agent);
    await agent.end('SIGKILL');
    await untilEnded(pids);
    await join_('two');
    expect(await until(id, 'completed')).toMatchObject({ executed_on: 'two', result: 'done\n', tries: 2 });
  }, 60_000);

  it('refuse the result of an agent that stood still for longer than its lease', async () => {
    const agent = await join_('one');
    const id = await submit('import time\ntime.sleep(1)\nprint("done")');
    await until(id, 'running');
    await processesOf(agent);
    agent.signal('SIGSTOP');
    await join_('two');
    expect(await until(id, 'completed')).toMatchObject({ executed_on: 'two', tries: 2 });
    agent.signal('SIGCONT');
    await waitFor('the refusal', async () => /"event":"task.(lost|report_failed)"/.test(agent.log));
    expect(await get(id)).toMatchObject({ status: 'completed', executed_on: 'two', tries: 2 });
  }, 60_000);

  it('refuse the result of a machine that was cut off, and give it work again once it is back', async () => {
    const line = await TcpProxy.start(Number(new URL(system.api.url).port));
    try {
      const agent = await join_('one', { AGENT_SERVER: `http://127.0.0.1:${line.port}` });
      const id = await submit('import time\ntime.sleep(1)\nprint("done")');
      await until(id, 'running');
      line.lose();
      await join_('two');
      expect(await until(id, 'completed')).toMatchObject({ executed_on: 'two', tries: 2 });
      line.mend();
      await waitFor('the refusal', async () => /"event":"task.(lost|report_failed)"/.test(agent.log));
      expect(await get(id)).toMatchObject({ status: 'completed', executed_on: 'two', tries: 2 });
      await agents[1]?.end();
      expect(await until(await submit('print("again")'), 'completed')).toMatchObject({ executed_on: 'one' });
    } finally {
      await line.stop();
    }
  }, 60_000);

  it('answer a plain Python client on every route, and with every event of the WebSocket', async () => {
    const script = join(__dirname, 'fixtures', 'nodes_client.py');
    const { stdout, stderr } = await run(pythonWithRequests(), [script, system.api.url]);
    expect([stderr, stdout]).toEqual(['', '20 routes and 7 kinds of events were as they should be\n']);
  }, 120_000);

  it('hand a task back on SIGTERM, once nothing of it runs', async () => {
    const agent = await join_('one', { AGENT_DRAIN: '0.1' });
    const id = await submit(SLOW);
    await until(id, 'running');
    const pids = await processesOf(agent);
    agent.signal('SIGTERM');
    expect((await agent.ended).code).toBe(0);
    expect(pids.some(runs)).toBe(false);
    expect(await get(id)).toMatchObject({ status: 'queued', tries: 0, executed_on: null });
    expect((await system.api.request<{ status: string }>('GET', '/nodes/one')).body.status).toBe('offline');
    await system.api.request('POST', `/tasks/${id}/cancel`);
  }, 60_000);

  it('stop at once when the owner comes back, go on when he leaves, and give up after a grace', async () => {
    const desktop = join(system.directory, 'desktop');
    const seconds = (value: number) => writeFileSync(join(desktop, 'idle'), `${value * 1000}\n`);
    mkdirSync(desktop);
    seconds(400);
    writeFileSync(join(desktop, 'xprintidle'), `#!/bin/sh\ncat ${join(desktop, 'idle')}\n`);
    chmodSync(join(desktop, 'xprintidle'), 0o755);
    const path = `${desktop}:${process.env['PATH']}`;
    const loads = { AGENT_MAX_CPU: '101', AGENT_MAX_MEMORY: '101' };
    const agent = await join_('one', { AGENT_ALWAYS: '0', AGENT_GRACE: '4', PATH: path, ...loads });
    const id = await submit(SLOW);
    await until(id, 'running');
    const pids = await processesOf(agent);
    const said = (word: string) => waitFor(word, async () => agent.log.includes(word));
    seconds(0);
    await said('"state":"paused","why":"it was used 0 s ago"');
    seconds(400);
    await said('its owner is away again');
    expect((await get(id)).status).toBe('running');
    seconds(1);
    await untilEnded(pids);
    expect(await until(id, 'queued')).toMatchObject({ tries: 0 });
    await said('"state":"not idle","why":"it was used 1 s ago"');
    await system.api.request('POST', `/tasks/${id}/cancel`);
  }, 60_000);
});
