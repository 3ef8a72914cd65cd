import { waitFor } from '@switchyard/testing';
import { RunningGateway } from '../../test/running-gateway';
import { GatewaySettings } from '../gateway.settings';

const ASKED = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello?' }] };
const DETACHED = { 'x-switchyard-detach': 'true' };

describe('a call that no worker takes', () => {
  let gateway: RunningGateway;
  beforeAll(async () => (gateway = await RunningGateway.start()), 60_000);
  afterAll(() => gateway.stop());

  const ask = (headers: Record<string, string>, signal?: AbortSignal): Promise<Response> =>
    fetch(`${gateway.url}/v1/chat/completions`, {
      ...{ method: 'POST', body: JSON.stringify(ASKED), signal },
      headers: { 'content-type': 'application/json', ...headers },
    });
  const statusOf = async (id: string | null): Promise<string | undefined> =>
    (await gateway.store.read.get(id ?? ''))?.status;

  it('is cancelled when its client goes away, unless the client said that it goes on', async () => {
    const newest = async (): Promise<string | undefined> => {
      const { tasks } = (await (await fetch(`${gateway.url}/v1/tasks?limit=1`)).json()) as {
        tasks: { task_id: string }[];
      };
      return tasks[0]?.task_id;
    };
    const abandoned = async (headers: Record<string, string>): Promise<string> => {
      const [before, gone] = [await newest(), new AbortController()];
      const call = ask(headers, gone.signal);
      const id = await waitFor('its task', async () => {
        const now = await newest();
        return now !== before && now;
      });
      gone.abort();
      await expect(call).rejects.toThrow('abort');
      return id;
    };
    const [goesOn, ends] = [await abandoned(DETACHED), await abandoned({})];
    await waitFor('the end', async () => (await statusOf(ends)) === 'cancelled');
    expect(await statusOf(goesOn)).toBe('queued');
  });

  it.each([
    ['ends with 504, and its task with it', {}, 'it was cancelled', 'cancelled'],
    ['ends with 504, but not its task where its client says so', DETACHED, 'GET /v1/tasks/', 'queued'],
  ])('%s', async (_, headers, says, left) => {
    Object.assign(gateway.app.get(GatewaySettings), { compatWait: 1 });
    const reply = await ask(headers);
    const { error } = (await reply.json()) as { error: { message: string } };
    expect([reply.status, error]).toMatchObject([504, { code: 'timeout', type: 'server_error' }]);
    expect(error.message).toContain(says);
    expect(await statusOf(reply.headers.get('x-switchyard-task-id'))).toBe(left);
  });
});
