import type { TaskError } from '@switchyard/contracts';
import { waitFor } from '@switchyard/testing';
import type { TaskRun } from '@switchyard/worker-kit';
import { KEY, ProviderServer } from '../../test/provider-server';
import type { ChatReply, ChatRequest } from '../language-model';
import type { ProviderEntry } from './provider-entry';
import { LlmSettings } from '../llm.settings';
import { parseProviders, Providers } from './providers';
import { ProviderModel } from './provider-model';

// Jest's modules are of another realm than `fetch`: only by this the library takes an abort for an error there.
Object.defineProperty(DOMException.prototype, Symbol.toStringTag, { value: 'Error' });

let server: ProviderServer;
beforeAll(async () => {
  process.env['TEST_KEY'] = KEY;
  server = await ProviderServer.start();
});
afterAll(async () => {
  delete process.env['TEST_KEY'];
  await server.stop();
});

function entryWith(more: object = {}): ProviderEntry {
  const plain = {
    name: 'test',
    base_url: server.url,
    model: 'parrot',
    api_key_env: 'TEST_KEY',
    max_retries: 2,
    ...more,
  };
  const [entry] = parseProviders(JSON.stringify([plain]));
  return entry!;
}

interface Asking extends Partial<ChatRequest> {
  entry?: object;
  signal?: AbortSignal;
  pieces?: string[];
}

function ask(
  model: string,
  { entry, signal = new AbortController().signal, pieces, ...request }: Asking = {},
): Promise<ChatReply> {
  const opened = ProviderModel.open(entryWith(entry), model, { signal } as TaskRun);
  const messages = [{ role: 'user', content: 'Good morning, my friend' } as const];
  const hooks = { onText: (text: string) => void pieces?.push(text), onProgress: () => undefined };
  return opened.chat({ messages, temperature: 0, ...request }, hooks);
}

const failure = (model: string, asking: Asking = {}): Promise<TaskError> =>
  ask(model, asking).then(
    () => Promise.reject(new Error('it did not fail')),
    (error: TaskError) => error,
  );

describe('a server that works', () => {
  it('gives its reply piece by piece, with what it counts', async () => {
    const pieces: string[] = [];
    const reply = await ask('parrot', { pieces });
    expect(reply).toEqual({
      text: 'Good morning, my friend',
      complete: true,
      usage: { promptTokens: 11, completionTokens: 7 },
    });
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join('')).toBe(reply.text);
  });

  it('gets the key of the variable that its entry names', async () => {
    await ask('parrot');
    expect(server.keysSeen).toEqual([KEY]);
  });

  it('is told a schema in the way it understands', async () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'string' } },
      required: ['a'],
      additionalProperties: false,
    };
    await ask('parrot', { schema });
    expect(server.asked.at(-1)?.response_format).toMatchObject({
      type: 'json_schema',
      json_schema: { strict: true, schema },
    });
    await ask('parrot', { schema, entry: { json_mode: 'json_object' } });
    expect(server.asked.at(-1)?.response_format).toEqual({ type: 'json_object' });
    expect(server.asked.at(-1)?.messages[0]?.content).toContain(JSON.stringify(schema));
  });

  it('says that a reply was cut', async () => {
    expect(await ask('cut-short')).toMatchObject({ text: 'Good ', complete: false });
  });

  it('is asked again after 429', async () => {
    expect(await ask('busy-twice')).toMatchObject({ text: 'Good morning, my friend' });
    expect(server.asked.filter(({ model }) => model === 'busy-twice')).toHaveLength(3);
  });
});

describe('a server that fails', () => {
  it.each([
    ['busy', /is at its limit: .*Slow down/, true],
    ['down', /failed: .*No worker is free/, true],
    ['html', /answered with text\/html instead of an event stream; is its base_url right/, false],
    ['breaks', /broke off its reply/, true],
    ['ends-early', /ended its reply in the middle/, true],
    ['half-json', /broke off its reply/, true],
    ['refuses-key', /refused the key in TEST_KEY: .*\*\*\*/, false],
    ['no-such-model', /does not know the model no-such-model/, false],
  ])('%s: says so, and whether another try may help', async (model, message, retryable) => {
    const error = await failure(model);
    expect(error).toMatchObject({ code: 'PROVIDER_FAILED', retryable, message: expect.stringMatching(message) });
    expect(JSON.stringify(error.toFailure())).not.toContain(KEY);
  });

  it.each([
    ['hang', 0.2, /did not answer within 0\.2 s/],
    ['stall', 2, /fell silent for 2 s in the middle/], // time enough for the beginning of its reply
  ])('%s: is given up after its timeout', async (model, timeout, message) => {
    const error = await failure(model, { entry: { timeout, max_retries: 0 } });
    expect(error.message).toMatch(message);
    expect(error).toMatchObject({ code: 'PROVIDER_FAILED', retryable: true });
  });

  it('that cannot be reached is named with its reason', async () => {
    const gone = await ProviderServer.start();
    const base_url = gone.url;
    await gone.stop();
    const error = await failure('parrot', { entry: { base_url, max_retries: 0 } });
    expect(error.message).toMatch(/cannot be reached \(.*ECONNREFUSED.*\); is its base_url right/);
  });

  it('to which the input is too long makes the input rejected', async () => {
    expect(await failure('too-long')).toMatchObject({ code: 'INPUT_REJECTED', message: /maximum context length/ });
    const before = server.asked.length;
    const content = 'x'.repeat(3 * 8192);
    expect(await failure('parrot', { messages: [{ role: 'user', content }] })).toMatchObject({
      code: 'INPUT_REJECTED',
      message: expect.stringMatching(/the prompt has 8204 tokens .* the context holds 8192/),
    });
    expect(server.asked).toHaveLength(before);
  });

  it('that repeats the key does not bring it into the reply', async () => {
    const pieces: string[] = [];
    const { text } = await ask('tells-key', { pieces });
    expect(text).toBe('your key is ***, I know');
    expect(pieces.join('')).toBe(text);
  });
});

it.each(['hang', 'stall', 'endless', 'busy-for-long'])(
  'ends when it is aborted, long before its timeout: %s',
  async (model) => {
    const asked = (): number => server.asked.filter((each) => each.model === model).length;
    const [before, abort, reason] = [asked(), new AbortController(), new Error('cancelled')];
    const failing = failure(model, { signal: abort.signal });
    await waitFor('the request', () => asked() > before);
    abort.abort(reason);
    expect(await failing).toBe(reason);
  },
);

it('is waited for, and asked again, as a task says where it does', async () => {
  const llmProviders = JSON.stringify([{ name: 'test', base_url: server.url, model: 'none', timeout: 60 }]);
  const providers = new Providers(Object.assign(new LlmSettings(), { llmProviders }));
  const run = { signal: new AbortController().signal } as TaskRun;
  const asking = { messages: [{ role: 'user', content: 'Hello' } as const], temperature: 0 };
  const hooks = { onProgress: () => undefined };
  const hanging = providers.open('test', 'hang', run, { timeout: 0.2, max_retries: 0 });
  await expect(hanging.chat(asking, hooks)).rejects.toThrow(/did not answer within 0\.2 s/);
  server.asked.length = 0;
  await expect(providers.open('test', 'busy', run, { max_retries: 1 }).chat(asking, hooks)).rejects.toThrow(/limit/);
  expect(server.asked).toHaveLength(2);
});

describe('LLM_PROVIDERS', () => {
  const entry = { name: 'a', base_url: 'http://127.0.0.1/v1', model: 'm' };
  it.each([
    ['[{]', 'LLM_PROVIDERS must be a JSON list'],
    ['{}', 'LLM_PROVIDERS must be a JSON list'],
    [JSON.stringify([{ ...entry, model: undefined }]), 'LLM_PROVIDERS[0].model is required'],
    [JSON.stringify([{ ...entry, api_key: KEY }]), 'LLM_PROVIDERS[0].api_key is not a field here'],
    [JSON.stringify([{ ...entry, api_key_env: KEY }]), 'must be the name of an environment variable, never a key'],
    [JSON.stringify([{ ...entry, api_key_env: 'NOT_SET' }]), 'names NOT_SET, which is not set'],
    [JSON.stringify([entry, entry]), 'LLM_PROVIDERS[1].name "a" is taken'],
    [JSON.stringify([{ ...entry, name: 'local' }]), '"local" is taken'],
    [JSON.stringify([{ ...entry, base_url: 'http://me:pass@host/v1' }]), 'without user and password'],
  ])('%s is refused, and no key is shown', (text, message) => {
    const parse = (): unknown => parseProviders(text);
    expect(parse).toThrow(message);
    expect(parse).not.toThrow(KEY);
  });
});
