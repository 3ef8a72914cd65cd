import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request, type IncomingMessage } from 'node:http';
import { TestSystem, freePort, waitFor, type AppProcess } from '@switchyard/testing';
import { LiveHeap } from './live-heap';

const TASK = 'wservice.generate_subtitle_files';
const SEGMENTS = JSON.stringify([{ start: 0, end: 1.5, text: 'Hello.' }]);

interface Answer {
  status: number;
  retryAfter: string | undefined;
  body: string;
}

describe('a gateway under load', () => {
  let system: TestSystem;
  let inspectPort: number;
  const agent = new Agent({ keepAlive: true, maxSockets: 250 });

  beforeEach(async () => {
    inspectPort = await freePort();
    const node = { NODE_OPTIONS: `--inspect-port=${inspectPort}` };
    system = await TestSystem.start(['wservice'], { CONCURRENCY: '8', LOG_LEVEL: 'warn', ...node });
    writeFileSync(join(system.share, 'a.json'), SEGMENTS);
  }, 60_000);
  afterEach(() => system.stop());
  afterAll(() => agent.destroy());

  const ask = (method: string, path: string, body?: object): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const text = body && JSON.stringify(body);
      const headers = text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {};
      const sent = request(system.api.url + path, { method, agent, headers }, (reply: IncomingMessage) => {
        const chunks: Buffer[] = [];
        reply.on('data', (chunk: Buffer) => chunks.push(chunk)).once('error', reject);
        reply.once('end', () => {
          const { statusCode: status = 0, headers: told } = reply;
          resolve({ status, retryAfter: told['retry-after'], body: Buffer.concat(chunks).toString() });
        });
      });
      sent.once('error', reject).end(text);
    });
  const submission = (task_id: string): object => ({
    ...{ task_name: TASK, task_id, input_data: { segments_file: '/share/a.json' } },
  });
  const gatewayOf = (): AppProcess => {
    const gateway = system.processes.find(({ app, running }) => app === 'api-gateway' && running);
    if (!gateway) throw new Error('no gateway runs');
    return gateway;
  };

  it('that is killed five times loses none of 10 000 tasks, and starts none twice', async () => {
    const [tasks, kills, connections] = [10_000, 5, 50];
    const accepted = new Set<string>();
    const failed = new AbortController();
    let next = 0;
    const submitAll = async (): Promise<void> => {
      while (next < tasks && !failed.signal.aborted) {
        const id = `load-${(next += 1)}`;
        // as clients do: the same id again until there is an answer
        while (!accepted.has(id) && !failed.signal.aborted) {
          const answer = await ask('POST', '/v1/tasks', submission(id)).catch(() => undefined);
          if (answer?.status === 202 || answer?.status === 200) accepted.add(id);
          else await wait(50);
        }
      }
    };
    const killAll = async (): Promise<void> => {
      for (let killed = 1; killed <= kills; killed += 1) {
        const due = (killed * tasks) / (kills + 1);
        await waitFor(`${due} answers`, () => accepted.size >= due, 120_000);
        await gatewayOf().end('SIGKILL');
        await system.startGateway();
      }
    };
    const killing = killAll().catch((error: unknown) => {
      failed.abort();
      throw error;
    });
    await Promise.all([killing, ...Array.from({ length: connections }, submitAll)]);
    expect(accepted.size).toBe(tasks);
    await system.api.untilIdle(180_000);
    const ended = new Map<string, string>();
    for (let cursor = ''; ;) {
      const page = JSON.parse((await ask('GET', `/v1/tasks?limit=500${cursor}`)).body) as {
        tasks: { task_id: string; status: string; attempt: number }[];
        next_cursor: string | null;
      };
      for (const { task_id, status, attempt } of page.tasks) ended.set(task_id, `${status} ${attempt}`);
      if (page.next_cursor === null) break;
      cursor = `&cursor=${page.next_cursor}`;
    }
    expect([...new Set(ended.values())]).toEqual(['succeeded 1']);
    expect([...ended.keys()].sort()).toEqual([...accepted].sort());
  }, 420_000);

  it('answers 200 connections for two minutes while workers die, and its memory stays flat', async () => {
    const [connections, minutes] = [200, 2];
    let until = 0;
    const answers = new Map<number, number>();
    const wrong: string[] = [];
    let number = 0;
    const go = async (): Promise<void> => {
      while (performance.now() < until) {
        const id = `live-${(number += 1)}`;
        for (const [method, path, body] of [
          ['POST', '/v1/tasks', submission(id)],
          ['GET', `/v1/tasks/${id}`, undefined],
          ['GET', `/v1/tasks/${id}/events`, undefined],
          ['GET', '/v1/tasks?limit=20', undefined],
        ] as const) {
          const { status, retryAfter, body: text } = await ask(method, path, body);
          answers.set(status, (answers.get(status) ?? 0) + 1);
          const isFine = status < 500 || (status === 503 && retryAfter !== undefined);
          if (!isFine) wrong.push(`${method} ${path}: ${status} ${text.slice(0, 200)}`);
        }
        await wait(100);
      }
    };
    const killWorkers = async (): Promise<void> => {
      while (performance.now() < until - 15_000) {
        await wait(10_000);
        await system.processes.find(({ app, running }) => app === 'subtitle-worker' && running)?.end('SIGKILL');
        system.startWorker('wservice');
      }
    };
    const heap = await LiveHeap.of(gatewayOf().pid, inspectPort);
    const liveMb: number[] = [];
    for (let minute = 0; minute < minutes; minute += 1) {
      until = performance.now() + 60_000;
      await Promise.all([killWorkers(), ...Array.from({ length: connections }, go)]);
      liveMb.push(await heap.megabytes()); // while no request is under way, whose share would be chance
    }
    heap.close();
    const [first = 0, last = 0] = liveMb;
    process.stdout.write(`answers ${JSON.stringify([...answers])}, live: ${liveMb.map(Math.round).join(', ')} MB\n`);
    expect(wrong).toEqual([]);
    expect(answers.get(202)).toBeGreaterThan(1000);
    expect(last).toBeLessThan(first * 1.15);
  }, 300_000);
});
