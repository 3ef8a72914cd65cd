import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A key that must never be seen anywhere. */
export const KEY = 'sk-secret-4711-abcdef';

/** What a request asks for, as far as the tests look at it. */
export interface Asked {
  model: string;
  messages: { role: string; content: string }[];
  max_tokens: number;
  response_format?: { type: string; json_schema?: { strict: boolean; schema: object } };
}

/** A server that speaks OpenAI's protocol. The model's name says how it behaves: well, or in one of the ways in which servers fail. */
export class ProviderServer {
  readonly asked: Asked[] = [];
  private readonly keys = new Set<string>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ProviderServer> {
    const server = createServer();
    const provider = new ProviderServer(server);
    server.on('request', (request, response) => {
      // a client that goes away in the middle is no failure of a test
      provider.answer(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** The settings of a worker that knows this server as `test`. */
  get settings(): Record<string, string> {
    const entry = { name: 'test', base_url: this.url, model: 'parrot', api_key_env: 'TEST_LLM_KEY', timeout: 20 };
    const priced = { ...entry, input_price: 2, output_price: 4 };
    return { LLM_PROVIDERS: JSON.stringify([priced]), TEST_LLM_KEY: KEY };
  }

  /** The keys that clients have sent. */
  get keysSeen(): string[] {
    return [...this.keys];
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = JSON.parse(await bodyOf(request)) as Asked;
    const key = (request.headers.authorization ?? '').replace('Bearer ', '');
    this.asked.push(asked);
    this.keys.add(key);
    const times = this.asked.filter(({ model }) => model === asked.model).length;
    const behave = BEHAVIOURS[asked.model] ?? unknownModel;
    await behave({ asked, response, key, times });
  }
}

interface Exchange {
  asked: Asked;
  response: ServerResponse;
  key: string;
  /** Requests for this model so far, with this one. */
  times: number;
}

type Behaviour = (exchange: Exchange) => Promise<void> | void;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const lastOf = ({ messages }: Asked): string => messages.at(-1)?.content ?? '';

const event = (data: unknown): string => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const piece = (content: string): string => event({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });

function begin(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
}

function end(response: ServerResponse, reason = 'stop'): void {
  response.write(event({ choices: [{ index: 0, delta: {}, finish_reason: reason }] }));
  const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };
  response.write(event({ choices: [], usage }));
  response.end(event('[DONE]'));
}

/** A whole reply in pieces of a few letters. */
function reply(response: ServerResponse, text: string, reason = 'stop'): void {
  begin(response);
  for (const part of text.match(/[^]{1,7}/g) ?? []) response.write(piece(part));
  end(response, reason);
}

const fail = (response: ServerResponse, status: number, message: string, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { message, type: 'some_error' } }));
};

const unknownModel: Behaviour = ({ asked, response }) => fail(response, 404, `The model ${asked.model} does not exist`);

/** The numbered lines of a request. */
const linesOf = (asked: Asked): Record<string, string> =>
  (JSON.parse(lastOf(asked)) as { lines: Record<string, string> }).lines;

const translated = (asked: Asked): Record<string, string> =>
  Object.fromEntries(Object.entries(linesOf(asked)).map(([number, text]) => [number, `«${text}»`]));

const withoutLast = (asked: Asked, lose: boolean): object =>
  Object.fromEntries(Object.entries(translated(asked)).slice(0, lose ? -1 : undefined));

const BEHAVIOURS: Record<string, Behaviour> = {
  parrot: ({ asked, response }) => reply(response, lastOf(asked)),
  shout: ({ asked, response }) => reply(response, lastOf(asked).toUpperCase()),
  'cut-short': ({ asked, response }) => reply(response, lastOf(asked).slice(0, 5), 'length'),
  steady: ({ response }) => streamed(response, 60),
  endless: ({ response }) => streamed(response, Infinity),
  hang: () => undefined,
  stall: ({ response }) => {
    begin(response);
    response.write(piece('I was about to'));
  },
  html: ({ response }) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<html><body>Please log in</body></html>');
  },
  'busy-twice': ({ asked, response, times }) =>
    times <= 2 ? fail(response, 429, 'Slow down', { 'retry-after-ms': '10' }) : reply(response, lastOf(asked)),
  busy: ({ response }) => fail(response, 429, 'Slow down', { 'retry-after-ms': '10' }),
  'busy-for-long': ({ response }) => fail(response, 429, 'Slow down', { 'retry-after-ms': '700' }),
  down: ({ response }) => fail(response, 503, 'No worker is free', { 'retry-after-ms': '10' }),
  breaks: ({ response }) => {
    begin(response);
    response.write(piece('I was about to'), () => response.destroy());
  },
  'ends-early': ({ response }) => {
    begin(response);
    response.end(piece('I was about to'));
  },
  'half-json': ({ response }) => {
    begin(response);
    response.end('data: {"choices":[{"index":0,"delta":{"conte\n\n');
  },
  'refuses-key': ({ response, key }) => fail(response, 401, `Incorrect API key provided: ${key}`),
  'tells-key': ({ response, key }) => reply(response, `your key is ${key}, I know`),
  'too-long': ({ response }) => fail(response, 400, "This model's maximum context length is 8 tokens"),
  translator: ({ asked, response }) => reply(response, JSON.stringify(translated(asked))),
  'loses-lines': ({ asked, response, times }) => reply(response, JSON.stringify(withoutLast(asked, times === 1))),
  'adds-lines': ({ asked, response, times }) =>
    reply(response, JSON.stringify({ ...translated(asked), ...(times === 1 ? { '9999': 'one more' } : {}) })),
  'never-the-last': ({ asked, response }) => reply(response, JSON.stringify(withoutLast(asked, true))),
  'half-an-object': ({ asked, response, times }) => {
    const whole = JSON.stringify(translated(asked));
    reply(response, times === 1 ? whole.slice(0, whole.length / 2) : whole);
  },
  'breaks-once': (exchange) => (exchange.times === 1 ? BEHAVIOURS['breaks'] : BEHAVIOURS['translator'])?.(exchange),
  rewriter: ({ asked, response }) => {
    const lines = Object.entries(linesOf(asked)).map(([number, text]) => [number, text.replace('teh', 'the')]);
    reply(response, JSON.stringify({ ...Object.fromEntries(lines), 2: 'Something else altogether, far from it' }));
  },
  shortener: ({ asked, response }) => {
    const lines = Object.entries(linesOf(asked)).map(([number, text]) => [number, text.split(',')[0]]);
    reply(response, JSON.stringify(Object.fromEntries(lines)));
  },
  prose: ({ response }) => reply(response, 'I would rather not.'),
  'json-at-last': ({ response, times }) => reply(response, times === 1 ? '{"age": "old"}' : '```json\n{"age": 7}\n```'),
};

async function streamed(response: ServerResponse, pieces: number): Promise<void> {
  begin(response);
  for (let at = 0; at < pieces && !response.destroyed; at++) {
    response.write(piece(`word ${at} `));
    await sleep(30);
  }
  if (!response.destroyed) end(response);
}
