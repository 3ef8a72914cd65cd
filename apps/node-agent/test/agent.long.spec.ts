import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@switchyard/testing';
import { Agent } from '../src/agent';
import { AgentSettings } from '../src/agent.settings';
import { statusText } from '../src/status';

it('an agent takes no work while its sandbox does not hold, says why, and asks for some once it does', async () => {
  const asked: string[] = [];
  const gateway = createServer((request, response) => {
    asked.push(request.url?.split('?')[0] ?? '');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ status: 'ok', task_id: null, has_task: false, wait_time: 30 }));
  });
  await once(gateway.listen(0, '127.0.0.1'), 'listening');
  const agentHome = mkdtempSync(join(tmpdir(), 'switchyard-agent-'));
  const { agentPython } = new AgentSettings();
  const settings = Object.assign(new AgentSettings(), {
    ...{ agentServer: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`, agentHome },
    ...{ agentAlways: true, agentInterval: 0.1, agentPython: '/usr/bin/no-python' },
  });
  const agent = new Agent('n', settings);
  const ended = agent.run();
  try {
    await waitFor('signs of life', () => asked.length >= 3);
    expect(new Set(asked)).toEqual(new Set(['/internal/heartbeat']));
    expect(statusText(agentHome)).toContain('refused: Python was not found in the sandbox');
    settings.agentPython = agentPython;
    await waitFor('a request', () => asked.includes('/internal/task/request'));
  } finally {
    agent.stop();
    await ended;
    gateway.close();
    rmSync(agentHome, { recursive: true });
  }
}, 60_000);

it('an agent says once why and since when its gateway cannot be reached', async () => {
  let tries = 0;
  const away = createTcpServer((socket) => {
    tries += 1;
    socket.destroy();
  });
  await once(away.listen(0, '127.0.0.1'), 'listening');
  const agentHome = mkdtempSync(join(tmpdir(), 'switchyard-agent-'));
  const settings = Object.assign(new AgentSettings(), {
    ...{ agentServer: `http://127.0.0.1:${(away.address() as AddressInfo).port}`, agentHome },
    ...{ agentAlways: true, agentInterval: 0.1 },
  });
  const agent = new Agent('n', settings);
  const ended = agent.run();
  const state = (): string => /^state.*/m.exec(statusText(agentHome))?.[0] ?? '';
  try {
    await waitFor('its word', () => state().includes('unreachable'));
    const [said, before] = [state(), tries];
    expect(said).toMatch(/unreachable: .+ \(since .+\)$/);
    const heard = new Set<string>();
    await waitFor('more tries', () => {
      heard.add(state());
      return tries > before + 20;
    });
    expect([...heard]).toEqual([said]);
  } finally {
    agent.stop();
    await ended;
    away.close();
    rmSync(agentHome, { recursive: true });
  }
}, 60_000);
