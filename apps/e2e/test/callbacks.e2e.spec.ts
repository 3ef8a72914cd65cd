import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { Receiver, TestSystem, waitFor } from '@switchyard/testing';
import { spansIn, type Span } from './spans';

const TASK = generateSubtitleFilesTask.name;
const input = { segments_file: '/share/a.json' };
const COUNT = 60;

describe('callbacks', () => {
  let system: TestSystem;
  let receiver: Receiver;
  /** Takes the spans of all apps. */
  let collector: Receiver;

  beforeAll(async () => {
    collector = await Receiver.start();
    system = await TestSystem.start(['wservice'], { OTEL_EXPORTER_OTLP_ENDPOINT: new URL(collector.url).origin });
    writeFileSync(join(system.share, 'a.json'), JSON.stringify([{ start: 0, end: 1.5, text: 'Hello there' }]));
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    collector.stop();
  });
  beforeEach(async () => (receiver = await Receiver.start()));
  afterEach(() => receiver.stop());

  const kill = async (app: string): Promise<void> => {
    await system.processes.findLast((process) => process.app === app)?.end('SIGKILL');
  };

  const untilSent = (taskId: string) =>
    system.api.until(taskId, 'its callback', ({ callback_status }) => callback_status === 'sent', 30_000);

  it('tell the sender what became of the task, and again when asked to', async () => {
    const callback = receiver.url;
    const id = await system.api.start(TASK, input, { callback });
    await untilSent(id);
    const [first] = receiver.received;
    const result = await system.api.stage(id);
    expect(first?.body).toMatchObject({ task_id: id, status: 'succeeded', result });
    expect((await system.api.context(id)).input_params.callback).toBe(callback);
    const types = (await system.api.events(id)).map(({ type }) => type);
    expect(types.slice(-2)).toEqual(['completed', 'callback_sent']);
    const again = await system.api.request('POST', `/v1/tasks/${id}/callback/redeliver`);
    expect(again).toMatchObject({ status: 202, body: { task_id: id, callback_status: 'pending' } });
    const [, second] = await receiver.times(2);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  });

  it('are one trace with the request, the jobs, the attempt and its engine, and its id is in the log', async () => {
    const trace = 'ab'.repeat(16);
    const reply = await fetch(`${system.api.url}/v1/tasks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent: `00-${trace}-${'cd'.repeat(8)}-01` },
      body: JSON.stringify({ task_name: TASK, input_data: input, callback: receiver.url }),
    });
    await untilSent(((await reply.json()) as { task_id: string }).task_id);
    const spans = (): Span[] => spansIn(collector).filter(({ traceId }) => traceId === trace);
    const named = ['POST /v1/tasks', `attempt ${TASK}`, 'callback'];
    await waitFor('the spans', () => named.every((name) => spans().some((span) => span.name === name)));
    await waitFor('the engine', () => spans().some(({ name }) => name.startsWith('engine ')));
    await waitFor('the job', () => [PRODUCER, CONSUMER].every((kind) => spans().some((span) => span.kind === kind)));
    const worker = system.processes.find(({ app }) => app === 'subtitle-worker');
    expect(worker?.log).toMatch(new RegExp(`task.succeeded.*${trace}|${trace}.*task.succeeded`));
  });

  it('cannot be sent of a task without one', async () => {
    const id = await system.api.start(TASK, input);
    expect((await system.api.untilFinal(id)).callback_status).toBe('none');
    const reply = await system.api.request('POST', `/v1/tasks/${id}/callback/redeliver`);
    expect(reply).toMatchObject({ status: 409, body: { error: { code: 'TASK_CONFLICT' } } });
  });

  it('all arrive while gateway, worker and monitor are killed, each with one id', async () => {
    const ids: string[] = [];
    const submit = async (): Promise<void> => {
      const body = { task_id: `kill-${ids.length}`, callback: receiver.url };
      const reply = await system.api.submit(TASK, input, body).catch(() => undefined);
      if (reply?.status === 202 || reply?.status === 200) ids.push(reply.body.task_id);
    };
    while (ids.length < COUNT) {
      await submit();
      if (ids.length === 20) {
        await kill('monitor');
        system.startMonitor();
      }
      if (ids.length === 35) {
        await kill('subtitle-worker');
        system.startWorker('wservice');
      }
      if (ids.length === 50) {
        await kill('api-gateway');
        await system.startGateway();
      }
    }
    await waitFor('a callback of each task', () => new Set(receiver.received.map(idOf)).size === COUNT, 60_000);
    for (const id of ids) await untilSent(id);
    const messages = new Map<unknown, Set<unknown>>();
    for (const { body, headers } of receiver.received) {
      const known = messages.get(body['task_id']) ?? new Set();
      messages.set(body['task_id'], known.add(headers['webhook-id']));
    }
    expect([...messages.values()].every((known) => known.size === 1)).toBe(true);
    expect(new Set([...messages.values()].flatMap((known) => [...known])).size).toBe(COUNT);
  }, 120_000);

  it('are sent by the next monitor when the one that was sending them is killed', async () => {
    receiver.stop();
    receiver = await Receiver.start(() => void kill('monitor'));
    const id = await system.api.start(TASK, input, { callback: receiver.url });
    await receiver.times(1);
    system.startMonitor();
    await untilSent(id);
    const [first, second] = receiver.received;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  }, 60_000);
});

const idOf = ({ body }: { body: Record<string, unknown> }): unknown => body['task_id'];

/** Of OTLP's span kinds. */
const PRODUCER = 4;
const CONSUMER = 5;
