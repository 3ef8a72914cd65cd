import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { PathProblem, SharedStorage, type AttemptPlace, type PathProblemKind } from '.';

let base: string;
let storage: SharedStorage;
beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'switchyard-storage-')));
  storage = new SharedStorage(join(base, 'share'));
  await mkdir(join(base, 'outside'));
  await writeFile(join(base, 'outside/secret.txt'), 'secret');
});
afterEach(() => rm(base, { recursive: true, force: true }));

async function put(path: string, content = 'content'): Promise<void> {
  const file = join(storage.root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

async function problemOf(work: Promise<unknown>): Promise<PathProblem> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PathProblem);
  return error as PathProblem;
}

const files = async (): Promise<string[]> => {
  const entries = await readdir(storage.root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
};

describe('an input', () => {
  it.each([
    ['/share/videos/a.mp4', '/share/videos/a.mp4'],
    ['videos/a.mp4', '/share/videos/a.mp4'],
    ['/share//videos/./a.mp4', '/share/videos/a.mp4'],
    ['videos/..foo', '/share/videos/..foo'],
    ['videos/a..b', '/share/videos/a..b'],
    ['/share/视频/música ñ.mp4', '/share/视频/música ñ.mp4'],
    ['share/a.mp4', '/share/share/a.mp4'],
  ])('%s is found', async (path, sharePath) => {
    await put(sharePath.slice('/share/'.length));
    const found = await storage.resolveInput(path);
    expect(found).toEqual({ absolute: storage.toAbsolute(sharePath), sharePath, size: 7, isDirectory: false });
  });

  it.each<[string, PathProblemKind]>([
    ['/etc/passwd', 'outside'],
    ['/shared/a', 'outside'],
    ['/share/../outside/secret.txt', 'malformed'],
    ['../outside/secret.txt', 'malformed'],
    ['videos/../../outside/secret.txt', 'malformed'],
    ['videos/a\0.mp4', 'malformed'],
    ['videos\\a.mp4', 'malformed'],
    ['n'.repeat(300), 'missing'],
    ['n/'.repeat(3000), 'malformed'],
    ['ü'.repeat(200), 'missing'],
    ['videos/none.mp4', 'missing'],
    ['videos/a.mp4/below', 'missing'],
    ['videos/empty.mp4', 'empty'],
    ['videos', 'wrong-kind'],
    ['', 'wrong-kind'],
    ['/share', 'wrong-kind'],
    ['videos/pipe', 'wrong-kind'],
    ['videos/out.mp4', 'outside'],
    ['videos/out/secret.txt', 'outside'],
    ['videos/loop', 'missing'],
    ['videos/dangling', 'missing'],
  ])('%j is refused as %s', async (path, kind) => {
    await put('videos/a.mp4');
    await put('videos/empty.mp4', '');
    execFileSync('mkfifo', [join(storage.root, 'videos/pipe')]);
    await symlink(join(base, 'outside/secret.txt'), join(storage.root, 'videos/out.mp4'));
    await symlink(join(base, 'outside'), join(storage.root, 'videos/out'));
    await symlink('loop', join(storage.root, 'videos/loop'));
    await symlink('nowhere', join(storage.root, 'videos/dangling'));
    const problem = await problemOf(storage.resolveInput(path));
    expect(problem.kind).toBe(kind);
    expect(problem.reason).not.toContain(base);
  });

  it('may be a directory where one is expected', async () => {
    await put('frames/1.png');
    expect(await storage.resolveInput('frames', 'directory')).toMatchObject({ isDirectory: true, size: 0 });
    expect((await problemOf(storage.resolveInput('frames/1.png', 'directory'))).reason).toBe(
      '/share/frames/1.png is a file; a directory is expected',
    );
  });

  it.each(['uploads/.incoming/u', 'workflows/w/t/.tmp/a-1/f', 'workflows/w/t/.checkpoints/a/f', '.hidden'])(
    'does not exist when it is hidden: %s, also behind a symlink',
    async (path) => {
      await put(path);
      expect(await problemOf(storage.resolveInput(path))).toMatchObject({ kind: 'missing' });
      await symlink(join(storage.root, path), join(storage.root, 'plain'));
      const behind = await problemOf(storage.resolveInput('/share/plain'));
      expect(behind).toMatchObject({ kind: 'missing', reason: '/share/plain does not exist' });
    },
  );

  it('is of a workflow only when its attempt may be seen', async () => {
    for (const path of ['workflows/w/t/a-1/f', 'workflows/w/t/a-2/f', 'workflows/w/t/f']) await put(path);
    const maySee = (attempts: AttemptPlace[]) => Promise.resolve(attempts.map(({ fence }) => fence === 2));
    await expect(storage.resolveInput('workflows/w/t/a-2/f', 'file', maySee)).resolves.toMatchObject({ size: 7 });
    await expect(storage.resolveInput('workflows/w/t/a-2', 'directory', maySee)).resolves.toMatchObject({ size: 0 });
    for (const path of ['workflows/w/t/a-1/f', 'workflows/w/t/f']) {
      expect(await problemOf(storage.resolveInput(path, 'file', maySee))).toMatchObject({ kind: 'missing' });
    }
  });

  it('may be reached through a symlink that stays inside', async () => {
    await put('videos/a.mp4');
    await symlink('videos', join(storage.root, 'films'));
    expect(await storage.resolveInput('films/a.mp4')).toMatchObject({
      absolute: join(storage.root, 'videos/a.mp4'),
      sharePath: '/share/films/a.mp4',
    });
  });
});

describe('a share path', () => {
  it('and its absolute path mean each other', () => {
    const absolute = storage.toAbsolute('/share/a/b');
    expect(absolute).toBe(join(storage.root, 'a/b'));
    expect(storage.toSharePath(absolute)).toBe('/share/a/b');
    expect(storage.toSharePath(storage.root)).toBe('/share');
  });

  it('is not there for what lies outside', () => {
    expect(() => storage.toSharePath(join(base, 'outside'))).toThrow('not below the shared storage');
    expect(() => storage.toSharePath(`${storage.root}-twin/a`)).toThrow('not below the shared storage');
  });
});

describe('the directories of a workflow', () => {
  const place = { workflowId: 'w', taskName: 'ffmpeg.probe', taskId: 't' };
  const make = async (taskId: string, fence: number): Promise<void> => {
    const attempt = { ...place, taskId, fence };
    for (const directory of [storage.attemptDir(attempt), storage.tempDir(attempt), storage.checkpointDir(attempt)]) {
      await storage.makeDirectory(directory);
      await writeFile(join(directory, 'file'), 'x');
    }
  };

  it('are named by task, attempt and fence', () => {
    const attempt = { ...place, fence: 3 };
    expect(storage.toSharePath(storage.attemptDir(attempt))).toBe('/share/workflows/w/ffmpeg.probe/t-3');
    expect(storage.toSharePath(storage.tempDir(attempt))).toBe('/share/workflows/w/ffmpeg.probe/.tmp/t-3');
    expect(storage.toSharePath(storage.checkpointDir(place))).toBe('/share/workflows/w/ffmpeg.probe/.checkpoints/t');
  });

  it.each(['..', '.', '', 'a/b', '.hidden', 'a\0'])('cannot be led elsewhere by the id %j', (id) => {
    expect(() => storage.attemptDir({ ...place, workflowId: id, fence: 1 })).toThrow('cannot name a directory');
    expect(() => storage.attemptDir({ ...place, taskId: id, fence: 1 })).toThrow('cannot name a directory');
    expect(() => storage.attemptDir({ ...place, taskName: id, fence: 1 })).toThrow('cannot name a directory');
  });

  it('lose everything but the committed attempt when the task is final', async () => {
    await make('t', 1);
    await make('t', 2);
    await make('t-1', 5);
    const gone = await storage.removeAttempts(place, { exceptFence: 2 });
    expect(gone.map((path) => path.replace('/share/workflows/w/ffmpeg.probe/', '')).sort()).toEqual(
      ['t-1', '.tmp/t-1', '.tmp/t-2', '.checkpoints/t'].sort(),
    );
    const kept = (await files()).map((file) =>
      storage.toSharePath(file).replace('/share/workflows/w/ffmpeg.probe/', ''),
    );
    expect(kept.sort()).toEqual(['.checkpoints/t-1/file', '.tmp/t-1-5/file', 't-1-5/file', 't-2/file']);
    expect(await storage.removeAttempts(place, { exceptFence: 2 })).toEqual([]);
  });

  it('leave no empty directories', async () => {
    await make('t', 1);
    await storage.removeAttempts(place);
    expect(await readdir(join(storage.root, 'workflows'))).toEqual([]);
  });

  it('are removed without following symlinks', async () => {
    await make('t', 1);
    await symlink(join(base, 'outside'), join(storage.attemptDir({ ...place, fence: 1 }), 'link'));
    await symlink(join(base, 'outside'), storage.attemptDir({ ...place, fence: 2 }));
    await storage.removeAttempts(place);
    await mkdir(join(base, 'outside/ffmpeg.probe/t-9'), { recursive: true });
    await symlink(join(base, 'outside'), join(storage.root, 'workflows/evil'));
    await storage.removeAttempts({ ...place, workflowId: 'evil' });
    expect(existsSync(join(base, 'outside/ffmpeg.probe/t-9'))).toBe(true);
    expect(existsSync(join(base, 'outside/secret.txt'))).toBe(true);
  });

  it('are not made through a symlink', async () => {
    await mkdir(join(storage.root, 'workflows'));
    await symlink(join(base, 'outside'), join(storage.root, 'workflows/w'));
    await expect(storage.makeDirectory(storage.attemptDir({ ...place, fence: 1 }))).rejects.toThrow('symlink');
  });

  it('leave no empty directories behind', async () => {
    await make('t', 1);
    await storage.removeAttempts(place);
    expect(existsSync(join(storage.root, 'workflows/w'))).toBe(false);
    await storage.makeDirectory(storage.attemptDir({ ...place, fence: 7 }));
    await storage.removeAttempts(place, { exceptFence: 7 });
    expect(existsSync(join(storage.root, 'workflows/w'))).toBe(false);
  });
});

describe('an upload', () => {
  const save = (stream: Readable, name = 'a.bin', limit = 1000, signal?: AbortSignal) =>
    storage.saveUpload(stream, name, { limit, signal });
  const failing = (error: Error): Readable =>
    Readable.from(
      (async function* () {
        yield Buffer.alloc(10);
        throw error;
      })(),
    );

  it('is hashed and appears whole', async () => {
    const saved = await save(Readable.from([Buffer.from('ab'), Buffer.from('c')]));
    expect(saved).toMatchObject({ size: 3, sha256: createHash('sha256').update('abc').digest('hex') });
    expect(saved.path).toMatch(/^\/share\/uploads\/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}\/a\.bin$/);
    expect(await readFile(storage.toAbsolute(saved.path), 'utf8')).toBe('abc');
  });

  it('takes as much as the limit', async () => {
    await expect(save(Readable.from([Buffer.alloc(1000)]))).resolves.toMatchObject({ size: 1000 });
    await expect(save(Readable.from([Buffer.alloc(600), Buffer.alloc(401)]))).rejects.toMatchObject({
      limitBytes: 1000,
    });
    expect(await files()).toHaveLength(1);
  });

  it.each([
    ['the connection is cut', new Error('aborted'), { message: 'aborted' }],
    ['the disk is full', Object.assign(new Error('x'), { code: 'ENOSPC' }), { code: 'ENOSPC' }],
    ['the quota is used up', Object.assign(new Error('x'), { code: 'EDQUOT' }), { code: 'EDQUOT' }],
  ])('leaves nothing when %s', async (_name, error, expected) => {
    await expect(save(failing(error))).rejects.toMatchObject(expected);
    expect(await files()).toEqual([]);
    expect(await readdir(join(storage.root, 'uploads'))).toEqual(['.incoming']);
  });

  it('leaves nothing when it is called off', async () => {
    const endless = Readable.from(
      (async function* () {
        for (;;) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          yield Buffer.alloc(1);
        }
      })(),
    );
    await expect(save(endless, 'a', 1e9, AbortSignal.timeout(50))).rejects.toMatchObject({ name: 'AbortError' });
    expect(await files()).toEqual([]);
  });
});

describe('opening a file', () => {
  it('gives a handle and what is known of it', async () => {
    await put('a/b.txt', '12345');
    const { handle, ...facts } = await storage.openForRead('/share/a/b.txt');
    expect(facts).toEqual({ sharePath: '/share/a/b.txt', size: 5, modifiedAt: expect.anything() as Date });
    expect(await handle.readFile('utf8')).toBe('12345');
    await handle.close();
  });

  it.each(['a', 'pipe', 'none', 'out', 'dir/secret.txt', '/dev/zero'])('refuses %s', async (path) => {
    await put('a/b.txt');
    execFileSync('mkfifo', [join(storage.root, 'pipe')]);
    await symlink(join(base, 'outside/secret.txt'), join(storage.root, 'out'));
    await symlink(join(base, 'outside'), join(storage.root, 'dir'));
    await problemOf(storage.openForRead(path));
  });

  it('never gives what lies outside, however its directory is swapped meanwhile', async () => {
    await put('a/secret.txt', 'inside');
    const [real, aside] = [join(storage.root, 'a'), join(storage.root, 'aside')];
    let ended = false;
    const swapping = (async () => {
      while (!ended) {
        renameSync(real, aside);
        symlinkSync(join(base, 'outside'), real);
        await new Promise(setImmediate);
        rmSync(real);
        renameSync(aside, real);
        await new Promise(setImmediate);
      }
    })();
    for (let tries = 0; tries < 500; tries += 1) {
      const opened = await storage.openForRead('a/secret.txt').catch(() => undefined);
      if (!opened) continue;
      expect(await opened.handle.readFile('utf8')).toBe('inside');
      await opened.handle.close();
    }
    ended = true;
    await swapping;
  });
});

describe('a list', () => {
  const paths = async (prefix: string, limit = 100): Promise<string[]> =>
    (await storage.list(prefix, { limit })).files.map((file) => file.path);

  it('holds files whose path begins with the prefix', async () => {
    for (const path of ['ab/1', 'ab/2', 'ac/1', 'b', '.hidden/1', 'ab/.part']) await put(path);
    await symlink(join(base, 'outside'), join(storage.root, 'ax'));
    expect(await paths('a')).toEqual(['/share/ab/1', '/share/ab/2', '/share/ac/1']);
    expect(await paths('/share/ab/')).toEqual(['/share/ab/1', '/share/ab/2']);
    expect(await paths('')).toEqual(['/share/ab/1', '/share/ab/2', '/share/ac/1', '/share/b']);
    expect(await paths('/share')).toHaveLength(4);
    for (const none of ['ax/', '.hidden/', '.h', 'none/', 'b/']) expect(await paths(none)).toEqual([]);
  });

  it('ends with a cursor only when more may follow', async () => {
    for (const path of ['1', '2', '3']) await put(path);
    const first = await storage.list('', { limit: 2 });
    expect(first.next_cursor).toBe('/share/2');
    const second = await storage.list('', { limit: 2, cursor: '/share/2' });
    expect(second).toMatchObject({ files: [{ path: '/share/3', size: 7 }], next_cursor: null });
    expect((await storage.list('', { limit: 3 })).next_cursor).toBeNull();
  });

  it('goes on behind a file that was removed meanwhile', async () => {
    for (const path of ['a/1', 'a/3', 'b/1']) await put(path);
    const { files: rest } = await storage.list('', { limit: 9, cursor: '/share/a/2' });
    expect(rest.map((file) => file.path)).toEqual(['/share/a/3', '/share/b/1']);
  });
});

describe('removing a file', () => {
  it('can be repeated and takes the directory of an upload along', async () => {
    const { path } = await storage.saveUpload(Readable.from([Buffer.from('x')]), 'a', { limit: 10 });
    expect(await storage.deleteFile(path)).toBe(true);
    expect(await storage.deleteFile(path)).toBe(false);
    expect(await readdir(join(storage.root, 'uploads'))).toEqual(['.incoming']);
  });

  it('removes a symlink, not what it points to, and touches nothing behind one', async () => {
    await symlink(join(base, 'outside/secret.txt'), join(storage.root, 'link'));
    await symlink(join(base, 'outside'), join(storage.root, 'dir'));
    expect(await storage.deleteFile('link')).toBe(true);
    expect(await storage.deleteFile('dir/secret.txt')).toBe(false);
    expect(existsSync(join(base, 'outside/secret.txt'))).toBe(true);
  });

  it.each(['', '/share', 'a'])('refuses the directory %j', async (path) => {
    await put('a/b');
    expect((await problemOf(storage.deleteFile(path))).kind).toBe('wrong-kind');
  });
});
