import { createHash } from 'node:crypto';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Shell } from '../../test/shell';

const LIMIT = 200_000;
let shell: Shell;
beforeEach(async () => {
  shell = await Shell.start({ maxUploadBytes: LIMIT });
});
afterEach(() => shell.stop());

interface Uploaded {
  path: string;
  size: number;
  content_type: string;
  sha256: string;
}

function form(...files: [name: string, content: string | Buffer][]): FormData {
  const data = new FormData();
  for (const [name, content] of files) data.append('file', new Blob([content], { type: 'text/plain' }), name);
  return data;
}

const post = (body: FormData): Promise<Response> => fetch(`${shell.url}/v1/files`, { method: 'POST', body });

async function uploaded(name: string, content: string | Buffer): Promise<Uploaded> {
  const reply = await post(form([name, content]));
  expect(reply.status).toBe(201);
  return (await reply.json()) as Uploaded;
}

async function put(path: string, content = 'x'): Promise<void> {
  const file = join(shell.root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

const codeOf = async (reply: Response): Promise<string> =>
  ((await reply.json()) as { error: { code: string } }).error.code;

/** Every file below the share, hidden ones too. */
async function leftovers(): Promise<string[]> {
  const entries = await readdir(shell.root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe('an upload', () => {
  it('tells path, size, type and hash, and can be fetched', async () => {
    const content = Buffer.alloc(150_000, 'abc');
    const file = await uploaded('Grüße 世界.txt', content);
    expect(file).toEqual({
      path: expect.stringMatching(/^\/share\/uploads\/[0-9a-f-]{36}\/Grüße 世界\.txt$/) as string,
      size: content.length,
      content_type: 'text/plain',
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    const reply = await fetch(`${shell.url}/v1/files${encodeURI(file.path)}`);
    expect(Buffer.from(await reply.arrayBuffer()).equals(content)).toBe(true);
    expect(reply.headers.get('content-disposition')).toContain(
      "filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%E4%B8%96%E7%95%8C.txt",
    );
  });

  it('may be as large as the limit and not one byte larger', async () => {
    await uploaded('full.bin', Buffer.alloc(LIMIT));
    const reply = await post(form(['over.bin', Buffer.alloc(LIMIT + 1)]));
    expect([reply.status, await codeOf(reply)]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(await leftovers()).toEqual(['full.bin']);
  });

  it('is refused before it is read when it says that it is far too large', async () => {
    const reply = await post(form(['huge.bin', Buffer.alloc(LIMIT * 20)]));
    expect([reply.status, await codeOf(reply)]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(await leftovers()).toEqual([]);
  });

  it('leaves nothing when the connection is cut', async () => {
    const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="cut.bin"\r\n\r\n';
    const sent = request({
      port: shell.port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/v1/files',
      headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': '100000' },
    });
    sent.on('error', () => undefined);
    sent.write(head + 'x'.repeat(70_000));
    await until(async () => (await leftovers()).length === 1);
    sent.destroy();
    await until(async () => (await leftovers()).length === 0);
  });

  it.each<[string, () => FormData]>([
    ['no part at all', () => form()],
    ['two files', () => form(['a.txt', 'a'], ['b.txt', 'b'])],
    ['three files', () => form(['a.txt', 'a'], ['b.txt', 'b'], ['c.txt', 'c'])],
    ['a field after the file', () => withField(form(['a.txt', 'a']))],
    ['only a field', () => withField(form())],
  ])('is refused with %s, and nothing stays', async (_name, body) => {
    const reply = await post(body());
    expect([reply.status, await codeOf(reply)]).toEqual([400, 'INVALID_REQUEST']);
    expect(await leftovers()).toEqual([]);
  });

  it.each([
    ['without its end', '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc', 400],
    ['without a boundary in it', 'abc', 400],
    ['empty', '', 400],
  ])('is refused when the form is %s', async (_name, body, status) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const reply = await fetch(`${shell.url}/v1/files`, { method: 'POST', headers, body });
    expect([reply.status, await codeOf(reply)]).toEqual([status, 'INVALID_REQUEST']);
    expect(await leftovers()).toEqual([]);
  });

  it('is refused when it is no form', async () => {
    const reply = await fetch(`${shell.url}/v1/files`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect([reply.status, await codeOf(reply)]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['.bashrc', '_bashrc'],
    ['..foo', '_foo'],
    ['a\u202egnp.exe', 'agnp.exe'],
  ])('named %s is stored as %s', async (given, stored) => {
    expect((await uploaded(given, 'x')).path.split('/').at(-1)).toBe(stored);
  });
});

describe('a download', () => {
  const at = (headers: Record<string, string>, method = 'GET'): Promise<Response> =>
    fetch(`${shell.url}/v1/files/share/a/ten.txt`, { headers, method });
  beforeEach(() => put('a/ten.txt', '0123456789'));

  it.each([
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=5-2', 200, '0123456789', null],
    ['bytes=0-1,4-5', 200, '0123456789', null],
    ['lines=1-2', 200, '0123456789', null],
  ])('of %s is answered with %i', async (range, status, text, contentRange) => {
    const reply = await at({ range });
    expect([reply.status, await reply.text()]).toEqual([status, text]);
    expect(reply.headers.get('content-range')).toBe(contentRange);
    expect(reply.headers.get('content-length')).toBe(String(text.length));
  });

  it.each(['bytes=10-', 'bytes=99-100', 'bytes=-0'])('of %s is outside the file', async (range) => {
    const reply = await at({ range });
    expect([reply.status, reply.headers.get('content-range')]).toEqual([416, 'bytes */10']);
    expect(await codeOf(reply)).toBe('INVALID_REQUEST');
  });

  it('tells everything but the content on HEAD', async () => {
    const reply = await at({}, 'HEAD');
    expect([reply.status, reply.headers.get('content-length'), await reply.text()]).toEqual([200, '10', '']);
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
  });

  it('is not sent again while nothing changed', async () => {
    const etag = (await at({})).headers.get('etag') ?? '';
    expect((await at({ 'if-none-match': etag })).status).toBe(304);
    expect((await at({ range: 'bytes=0-1', 'if-range': etag })).status).toBe(206);
    await put('a/ten.txt', 'changed');
    expect((await at({ 'if-none-match': etag })).status).toBe(200);
    expect((await at({ range: 'bytes=0-1', 'if-range': etag })).status).toBe(200);
  });

  it('of what could run a script is saved, not shown', async () => {
    await put('a/page.html', '<script>alert(1)</script>');
    const reply = await fetch(`${shell.url}/v1/files/a/page.html`);
    expect(reply.headers.get('content-type')).toBe('application/octet-stream');
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  it('of an empty file is empty', async () => {
    await put('a/empty.txt', '');
    const reply = await fetch(`${shell.url}/v1/files/a/empty.txt`);
    expect([reply.status, await reply.text()]).toEqual([200, '']);
  });
});

describe('a path', () => {
  it.each([
    ['/v1/files/../../etc/passwd', 400, 'INVALID_REQUEST'],
    ['/v1/files/%2e%2e/%2e%2e/etc/passwd', 400, 'INVALID_REQUEST'],
    ['/v1/files/a%2f..%2f..%2fetc%2fpasswd', 400, 'INVALID_REQUEST'],
    ['/v1/files/a%00.txt', 400, 'INVALID_REQUEST'],
    ['/v1/files/..%5c..%5cetc', 400, 'INVALID_REQUEST'],
    [`/v1/files/${'n'.repeat(300)}`, 404, 'FILE_NOT_FOUND'],
    ['/v1/files//etc/passwd', 404, 'FILE_NOT_FOUND'],
    ['/v1/files/%252e%252e/etc', 404, 'FILE_NOT_FOUND'],
    ['/v1/files/etc/passwd', 404, 'FILE_NOT_FOUND'],
    ['/v1/files/share', 404, 'FILE_NOT_FOUND'],
    ['/v1/files/share/', 404, 'FILE_NOT_FOUND'],
    ['/v1/files/a', 404, 'FILE_NOT_FOUND'],
    ['/v1/files/a/b.txt/c', 404, 'FILE_NOT_FOUND'],
    ['/v1/files/.hidden', 404, 'FILE_NOT_FOUND'],
    ['/v1/files/uploads/.incoming/x', 404, 'FILE_NOT_FOUND'],
    ['/v1/files/a/link', 400, 'INVALID_REQUEST'],
    ['/v1/files/a/dir/passwd', 400, 'INVALID_REQUEST'],
  ])('%s is answered with %i', async (path, status, code) => {
    await put('a/b.txt');
    await put('.hidden');
    await put('uploads/.incoming/x');
    await symlink('/etc/passwd', join(shell.root, 'a/link'));
    await symlink('/etc', join(shell.root, 'a/dir'));
    const reply = await shell.raw('GET', path);
    const text = reply.body.toString();
    expect([reply.status, JSON.parse(text)]).toMatchObject([status, { error: { code } }]);
    expect(text).not.toContain(shell.root);
    expect(text).not.toContain('root:');
  });
});

describe('outputs of tasks', () => {
  const path = '/v1/files/share/workflows/w/ffmpeg.probe/t-2/out.json';
  beforeEach(async () => {
    for (const fence of [1, 2]) await put(`workflows/w/ffmpeg.probe/t-${fence}/out.json`);
    await put('workflows/w/ffmpeg.probe/.tmp/t-2/half.wav');
    await put('workflows/w/stray.txt');
  });
  const listed = async (query: string): Promise<unknown> => {
    const reply = await fetch(`${shell.url}/v1/files?${query}`);
    return ((await reply.json()) as { files: { path: string }[] }).files.map((file) => file.path);
  };

  it('are hidden until a record names them', async () => {
    expect((await fetch(shell.url + path)).status).toBe(404);
    shell.visible.add('t-2');
    expect((await fetch(shell.url + path)).status).toBe(200);
    expect((await fetch(shell.url + path.replace('t-2', 't-1'))).status).toBe(404);
  });

  it('are listed once a record names them', async () => {
    expect(await listed('prefix=/share/workflows/')).not.toContain('/share/workflows/w/ffmpeg.probe/t-2/out.json');
    expect(await listed('prefix=/share/workflows/w/ffmpeg.probe/t-1/')).toEqual([]);
    shell.visible.add('t-2');
    expect(await listed('prefix=workflows/w/ffmpeg.probe/')).toEqual(['/share/workflows/w/ffmpeg.probe/t-2/out.json']);
    expect(await listed('prefix=workflows/w/ffmpeg.probe/t-2/')).toHaveLength(1);
  });

  it('are removed with their task, not here', async () => {
    const reply = await fetch(shell.url + path, { method: 'DELETE' });
    expect([reply.status, await codeOf(reply)]).toEqual([409, 'TASK_CONFLICT']);
  });
});

describe('the list of files', () => {
  it('goes page by page through everything, in one order', async () => {
    for (const name of ['a/1', 'a/2', 'a-b/1', 'b', 'c/d/e/1', 'c/d/e/2', 'c/d/f']) await put(`in/${name}`);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const reply = await fetch(`${shell.url}/v1/files?prefix=/share/in/&limit=2${after}`);
      const page = (await reply.json()) as { files: { path: string }[]; next_cursor: string | null };
      expect(page.files.length).toBeLessThanOrEqual(2);
      seen.push(...page.files.map((file) => file.path.slice('/share/in/'.length)));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(['a/1', 'a/2', 'a-b/1', 'b', 'c/d/e/1', 'c/d/e/2', 'c/d/f']);
  });

  it.each([
    'limit=0',
    'limit=1001',
    'limit=x',
    'limit=',
    'page=2',
    'prefix=/etc',
    'prefix=../x',
    'prefix=a%00',
    'cursor=..',
  ])('refuses ?%s', async (query) => {
    const reply = await fetch(`${shell.url}/v1/files?${query}`);
    expect([reply.status, await codeOf(reply)]).toEqual([400, 'INVALID_REQUEST']);
  });
});

describe('removing an upload', () => {
  it('can be repeated', async () => {
    const { path } = await uploaded('a.txt', 'x');
    for (const _ of [1, 2]) {
      expect((await fetch(`${shell.url}/v1/files${path}`, { method: 'DELETE' })).status).toBe(204);
    }
    expect((await fetch(`${shell.url}/v1/files${path}`)).status).toBe(404);
    expect(await readdir(join(shell.root, 'uploads'))).toEqual(['.incoming']);
  });

  it('is all that can be removed', async () => {
    await put('videos/mine.mp4');
    const reply = await fetch(`${shell.url}/v1/files/videos/mine.mp4`, { method: 'DELETE' });
    expect([reply.status, await codeOf(reply)]).toEqual([400, 'INVALID_REQUEST']);
    expect(await leftovers()).toEqual(['mine.mp4']);
  });
});

const withField = (data: FormData): FormData => {
  data.append('note', 'hello');
  return data;
};

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await condition()) return;
    await wait(20);
  }
  throw new Error('it did not come about');
}
