import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayError, SwitchyardClient, UnreachableError } from '../src';

type Handler = (request: IncomingMessage, body: string, reply: ServerResponse) => void;

describe('the client', () => {
  let directory: string;
  let server: Server;
  let handler: Handler;
  let client: SwitchyardClient;
  const stop = new AbortController();

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'client-'));
    server = createServer((request, reply) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => handler(request, Buffer.concat(chunks).toString(), reply));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    client = new SwitchyardClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop);
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
    rmSync(directory, { recursive: true });
  });

  const sendJson = (reply: ServerResponse, status: number, body: unknown): void =>
    void reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  describe('with files', () => {
    it('sends one as a multipart part of known length and tells how far it is', async () => {
      const file = join(directory, 'my film.mp4');
      writeFileSync(file, 'pictures');
      let sent = '';
      handler = ({ headers }, body, reply) => {
        expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
        sent = body;
        sendJson(reply, 201, { path: '/share/uploads/1/film.mp4' });
      };
      const steps: number[] = [];
      const { path } = await client.files.upload(file, (done, total) => steps.push(done / total));
      expect(path).toBe('/share/uploads/1/film.mp4');
      expect(sent).toMatch(/filename="my film.mp4"\r\n[^]*\r\n\r\npictures\r\n--/);
      expect(steps.at(-1)).toBe(1);
      expect([...steps].sort((a, b) => a - b)).toEqual(steps);
    });

    it.each(['/share/workflows/a b/x#1.srt', 'workflows/a b/x#1.srt'])('fetches %s', async (path) => {
      let asked = '';
      handler = ({ url = '' }, _, reply) => {
        asked = url;
        reply.writeHead(200, { 'content-length': '2' }).end('1\n');
      };
      const { body, size } = await client.files.download(path);
      const parts: Uint8Array[] = [];
      for await (const part of body) parts.push(part);
      expect([asked, size, Buffer.concat(parts).toString()]).toEqual(['/v1/files/workflows/a%20b/x%231.srt', 2, '1\n']);
    });

    it('fetches an empty one and removes one', async () => {
      handler = ({ method }, _, reply) => void reply.writeHead(method === 'DELETE' ? 204 : 200).end();
      await client.files.remove('/share/a');
      const { body } = await client.files.download('/share/a');
      for await (const _part of body) throw new Error('there is something in it');
    });

    it('lists them over all pages', async () => {
      const asked: string[] = [];
      handler = ({ url = '' }, _, reply) => {
        asked.push(url);
        const next_cursor = asked.length === 1 ? '7' : null;
        sendJson(reply, 200, { files: [{ path: `/share/${asked.length}`, size: 1 }], next_cursor });
      };
      expect((await client.files.list('/share/')).map(({ path }) => path)).toEqual(['/share/1', '/share/2']);
      expect(asked).toEqual(['/v1/files?prefix=%2Fshare%2F', '/v1/files?prefix=%2Fshare%2F&cursor=7']);
    });
  });

  describe('when something is wrong', () => {
    it('has what the gateway says when it refuses', async () => {
      const error = { code: 'INVALID_REQUEST', message: 'the request is not valid', details: { fps: 'too many' } };
      handler = (_request, _body, reply) => sendJson(reply, 400, { error });
      const refusal = client.tasks.status('x');
      await expect(refusal).rejects.toThrow(GatewayError);
      await expect(refusal).rejects.toMatchObject({ status: 400, ...error });
    });

    it.each([
      [502, '<h1>Bad Gateway</h1>', 'RESOURCE_UNAVAILABLE'],
      [404, '', 'ROUTE_NOT_FOUND'],
      [418, '{"error":"tea"}', 'INTERNAL_ERROR'],
      [200, '<h1>Welcome</h1>', 'INTERNAL_ERROR'],
    ])('knows that it is no gateway that says %d', async (status, body, code) => {
      handler = (_request, _body, reply) => void reply.writeHead(status).end(body);
      const message = `what answers at ${client.url} said ${status}, not in the form of a Switchyard gateway`;
      await expect(client.tasks.status('x')).rejects.toMatchObject({ status, code, message });
    });

    it('says why no gateway answers', async () => {
      const nowhere = new SwitchyardClient('http://127.0.0.1:9');
      await expect(nowhere.tasks.catalog()).rejects.toThrow(UnreachableError);
      await expect(nowhere.tasks.catalog()).rejects.toThrow('no gateway answers at http://127.0.0.1:9 (');
      expect(await nowhere.isReady()).toBe(false);
    });

    it('ends a request with the reason of its signal', async () => {
      const own = new AbortController();
      handler = () => own.abort(new Error('enough'));
      await expect(new SwitchyardClient(client.url, own).tasks.status('x')).rejects.toThrow('enough');
    });
  });

  describe('with a task', () => {
    const event = (seq: number, type: string): string =>
      `id: ${seq}\nevent: ${type}\ndata: ${JSON.stringify({ seq, type })}\n\n`;

    it('waits for its end, over connections that break', async () => {
      const asked: unknown[] = [];
      handler = ({ url = '', headers }, _, reply) => {
        if (url === '/v1/tasks/t1') return sendJson(reply, 200, { status: asked.length > 1 ? 'succeeded' : 'running' });
        asked.push(headers['last-event-id']);
        reply.writeHead(200, { 'content-type': 'text/event-stream' });
        if (asked.length > 1) reply.end(event(3, 'completed'));
        else reply.write(event(1, 'created') + event(2, 'started'), () => setTimeout(() => reply.destroy(), 20));
      };
      const onLost = jest.fn();
      expect(await client.tasks.end('t1', { onLost })).toEqual({ status: 'succeeded' });
      expect([asked, onLost.mock.calls]).toEqual([['0', '2'], [[]]]);
    });

    it('does not wait for one that is gone', async () => {
      const error = { code: 'TASK_NOT_FOUND', message: 'task not found' };
      handler = (_request, _body, reply) => sendJson(reply, 404, { error });
      await expect(client.tasks.end('t1')).rejects.toMatchObject({ code: 'TASK_NOT_FOUND' });
    });

    it('lists no more than was asked for', async () => {
      const asked: string[] = [];
      handler = ({ url = '' }, _, reply) => {
        asked.push(url);
        sendJson(reply, 200, { tasks: Array.from({ length: asked.length === 1 ? 500 : 100 }), next_cursor: 'c' });
      };
      expect((await client.tasks.list({ status: 'failed' }, 600)).tasks).toHaveLength(600);
      expect(asked).toEqual(['/v1/tasks?limit=500&status=failed', '/v1/tasks?limit=100&status=failed&cursor=c']);
    });
  });
});
