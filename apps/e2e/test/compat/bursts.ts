import { ApiKeys } from '@switchyard/api-keys';
import { Keys, RedisConnection } from '@switchyard/redis';
import { waitFor } from '@switchyard/testing';
import OpenAI, { type RateLimitError } from 'openai';
import type { CompatWorld } from './compat-world';

interface Times {
  created_at: string;
  started_at: string;
}

export const describeBursts = (world: CompatWorld): void =>
  describe('bursts', () => {
    let keys: ApiKeys;
    let redis: RedisConnection;
    beforeAll(() => {
      redis = new RedisConnection(world.system.redis.url, 'patient');
      keys = new ApiKeys(redis.client, new Keys());
    });
    afterAll(() => redis.close());

    /** Says a word; answers with the task. */
    const say = async (client: OpenAI, input: string): Promise<string> => {
      const asked = client.audio.speech.create({ model: 'tts-1', voice: 'alloy', input, response_format: 'pcm' });
      const { data, response } = await asked.withResponse();
      expect((await data.arrayBuffer()).byteLength).toBeGreaterThan(1000);
      return response.headers.get('x-switchyard-task-id') ?? '';
    };
    const isTaken = (client: OpenAI): Promise<boolean> =>
      client.models.list().then(
        () => true,
        () => false,
      );
    const times = (of: OpenAI, id: string): Promise<Times> => of.get(`/tasks/${id}`);
    const clientOf = async (name: string, limits: { most_queued?: number } = {}): Promise<OpenAI> => {
      const { text } = await keys.create({
        name,
        scopes: ['submit', 'read'],
        sees_all: false,
        expires_at: null,
        ...limits,
      });
      const client = new OpenAI({ baseURL: world.openai.baseURL, apiKey: text, maxRetries: 0 });
      await waitFor('the gateway to ask for keys', () => isTaken(world.openai).then((taken) => !taken));
      await waitFor('the key', () => isTaken(client));
      return client;
    };

    it('of the same request can be answered by one task', async () => {
      const asked = { model: 'whisper-1', headers: { 'x-switchyard-reuse': 'any' } };
      const ask = () =>
        world.openai.audio.transcriptions
          .create({ file: world.file(), model: asked.model, prompt: 'reuse' }, { headers: asked.headers })
          .withResponse();
      const first = await ask();
      const again = await ask();
      expect(again.data.text).toBe(first.data.text);
      const id = again.response.headers.get('x-switchyard-task-id');
      expect(await world.taskOf(id)).toMatchObject({ reused_from: first.response.headers.get('x-switchyard-task-id') });
    }, 60_000);

    it('of 100 requests are answered in the order in which they came', async () => {
      const ids = await Promise.all(Array.from({ length: 100 }, (_, at) => say(world.openai, `Yes, ${at}.`)));
      const all = await Promise.all(ids.map((id) => times(world.openai, id)));
      const asStarted = all.toSorted((a, b) => a.started_at.localeCompare(b.started_at));
      const came = asStarted.map(({ created_at }) => created_at);
      expect(came).toEqual(came.toSorted());
    }, 300_000);

    it('of one key let another key have its turn, and are told to wait where they are over its backlog', async () => {
      const [many, few] = [await clientOf('many'), await clientOf('few')];
      const busy = Promise.all(Array.from({ length: 30 }, (_, at) => say(many, `Yes, ${at}.`)));
      await waitFor('the burst', async () => {
        const { tasks } = await many.get('/tasks?status=queued&limit=100').then((page) => page as { tasks: unknown[] });
        return tasks.length > 20;
      });
      const last = async (client: OpenAI, ids: string[]): Promise<string> =>
        (await Promise.all(ids.map((id) => times(client, id))))
          .map(({ started_at }) => started_at)
          .toSorted()
          .at(-1) ?? '';
      const guests = await Promise.all(Array.from({ length: 3 }, (_, at) => say(few, `No, ${at}.`)));
      expect((await last(few, guests)) < (await last(many, await busy))).toBe(true);

      const limited = await clientOf('limited', { most_queued: 5 });
      const asked = await Promise.allSettled(Array.from({ length: 100 }, (_, at) => say(limited, `Yes, ${at}.`)));
      const refused = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason as RateLimitError] : []));
      expect(refused.length).toBeGreaterThan(50);
      expect(asked.length - refused.length).toBeGreaterThanOrEqual(5);
      for (const { status, headers } of refused)
        expect([status, Number(headers?.get('retry-after')) > 0]).toEqual([429, true]);
    }, 300_000);

    it('of one who has no key are refused', async () => {
      const refusal = { status: 401, code: 'invalid_api_key', type: 'invalid_request_error' };
      await expect(world.openai.models.list()).rejects.toMatchObject(refusal);
      await expect(world.transcribe({})).rejects.toMatchObject(refusal);
    });
  });
