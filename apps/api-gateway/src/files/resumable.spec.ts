import { readdirSync, utimesSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { SharedStorage } from '@switchyard/storage';
import { waitFor } from '@switchyard/testing';
import { Shell } from '../../test/shell';

const LIMIT = 200_000;
const CONTENT = Buffer.alloc(150_000, 'switchyard');
const VERSION = { 'tus-resumable': '1.0.0' };

describe('a resumable upload', () => {
  let shell: Shell;
  beforeAll(async () => void (shell = await Shell.start({ maxUploadBytes: LIMIT })));
  afterAll(() => shell.stop());

  const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: Buffer): Promise<Response> =>
    fetch(shell.url + path, { method, headers: { ...VERSION, ...headers }, body });
  const begin = async (bytes = CONTENT.length, name = 'Grüße.txt'): Promise<string> => {
    const metadata = `filename ${Buffer.from(name).toString('base64')}`;
    const headers = { 'upload-length': String(bytes), 'upload-metadata': metadata };
    const reply = await ask('POST', '/v1/uploads', headers);
    expect(reply.status).toBe(201);
    return reply.headers.get('location') ?? '';
  };
  const send = (place: string, offset: number, piece: Buffer): Promise<Response> => {
    const headers = { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
    return ask('PATCH', place, headers, piece);
  };
  const offsetOf = async (place: string): Promise<number> =>
    Number((await ask('HEAD', place)).headers.get('upload-offset') ?? Number.NaN);
  const onDisk = (path: string): Promise<Buffer> => readFile(path.replace('/share', shell.root));
  const refused = async (reply: Response): Promise<[number, string]> => {
    const { error } = (await reply.json()) as { error: { code: string } };
    return [reply.status, error.code];
  };

  it('becomes a file of the share with its last piece', async () => {
    const place = await begin();
    expect(place).toMatch(/^\/v1\/uploads\/[\w-]+$/);
    const first = await send(place, 0, CONTENT.subarray(0, 50_000));
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '50000']);
    expect(first.headers.get('access-control-allow-origin')).toBeNull();
    const listed = await (await fetch(`${shell.url}/v1/files`)).text();
    expect(listed).toContain('"files":[]');
    const last = await send(place, 50_000, CONTENT.subarray(50_000));
    const path = decodeURI(last.headers.get('switchyard-path') ?? '');
    expect(path).toMatch(/^\/share\/uploads\/[\w-]+\/Grüße\.txt$/);
    expect((await onDisk(path)).equals(CONTENT)).toBe(true);
    const told = await ask('HEAD', place);
    expect([told.status, told.headers.get('upload-offset'), told.headers.get('upload-length')]).toEqual([
      ...[200, '150000', '150000'],
    ]);
    expect(decodeURI(told.headers.get('switchyard-path') ?? '')).toBe(path);
    expect(await refused(await send(place, 150_000, Buffer.from('x')))).toEqual([409, 'TASK_CONFLICT']);
    await fetch(`${shell.url}/v1/files${encodeURI(path)}`, { method: 'DELETE' });
  });

  it('goes on where its connection was cut', async () => {
    const place = await begin();
    const headers = { ...VERSION, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
    const options = { host: '127.0.0.1', port: shell.port, path: place, method: 'PATCH' };
    const cut = request({ ...options, headers: { ...headers, 'content-length': String(CONTENT.length) } });
    cut.on('error', () => undefined);
    cut.write(CONTENT.subarray(0, 70_000));
    const part = join(shell.root, 'uploads', '.parts', place.split('/').at(-1) ?? '');
    await waitFor('the piece', async () => (await readFile(part)).length === 70_000);
    cut.destroy();
    const offset = await offsetOf(place);
    expect(offset).toBe(70_000);
    const last = await send(place, offset, CONTENT.subarray(offset));
    const path = decodeURI(last.headers.get('switchyard-path') ?? '');
    expect((await onDisk(path)).equals(CONTENT)).toBe(true);
  });

  it('that has all its bytes becomes a file when it is asked for: its gateway may have died before', async () => {
    const place = await begin(4, 'a');
    const id = place.split('/').at(-1) ?? '';
    await writeFile(join(shell.root, 'uploads', '.parts', id), 'abcd');
    const told = await ask('HEAD', place);
    expect(decodeURI(told.headers.get('switchyard-path') ?? '')).toBe(`/share/uploads/${id}/a`);
  });

  it('is refused when it is not what the protocol wants', async () => {
    const place = await begin();
    expect(await refused(await send(place, 10, Buffer.from('x')))).toEqual([409, 'TASK_CONFLICT']);
    expect(await refused(await ask('POST', '/v1/uploads'))).toEqual([400, 'INVALID_REQUEST']);
    const deferred = ask('POST', '/v1/uploads', { 'upload-defer-length': '1' });
    expect(await refused(await deferred)).toEqual([400, 'INVALID_REQUEST']);
    const large = ask('POST', '/v1/uploads', { 'upload-length': String(LIMIT + 1) });
    expect(await refused(await large)).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    for (const id of ['none', '..%2f..%2fa', '.json', `${place.split('/').at(-1)}.json`])
      expect((await refused(await send(`/v1/uploads/${id}`, 0, Buffer.from('x'))))[0]).toBe(404);
    const more = await send(place, 0, Buffer.alloc(CONTENT.length + 1));
    expect(more.status).toBeGreaterThanOrEqual(400);
    expect(await fetch(shell.url + place, { method: 'HEAD' }).then(({ status }) => status)).toBe(400);
  });

  it('leaves nothing when it is given up, or when its client does not come back', async () => {
    const parts = join(shell.root, 'uploads', '.parts');
    const [first, second] = [await begin(), await begin()];
    expect((await ask('DELETE', first)).status).toBe(204);
    expect((await ask('HEAD', first)).status).toBe(404);
    const id = second.split('/').at(-1) ?? '';
    const dayAgo = Date.now() / 1000 - 24 * 3600 - 1;
    utimesSync(join(parts, id), dayAgo, dayAgo);
    expect(await new SharedStorage(shell.root).removeAbandonedUploads()).toBe(1);
    expect(readdirSync(parts).filter((name) => name.startsWith(id))).toEqual([]);
  });
});
