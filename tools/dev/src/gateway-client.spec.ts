import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayClient, GatewayError } from './gateway-client';

type Handler = (request: IncomingMessage, body: string, reply: ServerResponse) => void;

describe('the client', () => {
  let directory: string;
  let server: Server;
  let handler: Handler;
  let client: GatewayClient;
  const signal = new AbortController().signal;

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'client-'));
    server = createServer((request, reply) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => handler(request, Buffer.concat(chunks).toString(), reply));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = new GatewayClient(`http://127.0.0.1:${(server.address() as { port: number }).port}`);
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
    rmSync(directory, { recursive: true });
  });

  const sendJson = (reply: ServerResponse, status: number, body: unknown): void =>
    void reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  it('sends a file as one multipart part of known length', async () => {
    const file = join(directory, 'my "film".mp4');
    writeFileSync(file, 'pictures');
    let sent = '';
    handler = (request, body, reply) => {
      expect(request.headers['content-length']).toBe(String(Buffer.byteLength(body)));
      sent = body;
      sendJson(reply, 201, { path: '/share/uploads/1/film.mp4' });
    };
    expect(await client.upload(file, signal)).toBe('/share/uploads/1/film.mp4');
    expect(sent).toContain('filename="my _film_.mp4"\r\nContent-Type: application/octet-stream\r\n\r\npictures\r\n--');
  });

  it('fetches a file by its share path, each name escaped', async () => {
    let asked = '';
    handler = (request, _, reply) => {
      asked = request.url ?? '';
      reply.end('1\n');
    };
    await client.download('/share/workflows/a b/x#1.srt', join(directory, 'x.srt'), signal);
    expect(asked).toBe('/v1/files/workflows/a%20b/x%231.srt');
    expect(readFileSync(join(directory, 'x.srt'), 'utf8')).toBe('1\n');
  });

  it('says what the gateway says when it refuses', async () => {
    const error = { code: 'INVALID_REQUEST', message: 'the request is not valid', details: { fps: 'too many' } };
    handler = (_request, _body, reply) => sendJson(reply, 400, { error });
    const refusal = client.submit('ffmpeg.probe', {}, signal);
    await expect(refusal).rejects.toThrow(GatewayError);
    await expect(refusal).rejects.toThrow('INVALID_REQUEST: the request is not valid ({"fps":"too many"})');
  });

  it('counts services with live workers only', async () => {
    const tasks = [
      { service: 'ffmpeg', live_workers: 1 },
      { service: 'paddleocr', live_workers: 0 },
    ];
    handler = (_request, _body, reply) => sendJson(reply, 200, { tasks });
    expect([...(await client.liveServices())]).toEqual(['ffmpeg']);
  });

  it('finds a gateway that does not listen not ready', async () => {
    expect(await new GatewayClient('http://127.0.0.1:9').isReady()).toBe(false);
  });
});
