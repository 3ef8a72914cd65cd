import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ObjectProblem, ObjectStore, S3Settings } from '@switchyard/storage';
import { TestS3, TestSystem } from '@switchyard/testing';

const TASK = 'wservice.generate_subtitle_files';
const SEGMENTS = JSON.stringify([{ start: 0, end: 1.5, text: 'Hello.' }]);

const settingsOf = (s3: TestS3, more: Partial<S3Settings> = {}): S3Settings =>
  Object.assign(new S3Settings(), {
    s3Endpoint: s3.settings.S3_ENDPOINT,
    s3AccessKeyId: s3.settings.S3_ACCESS_KEY_ID,
    s3SecretAccessKey: s3.settings.S3_SECRET_ACCESS_KEY,
    s3Buckets: ['media', 'nowhere', 'out/sub/'],
    ...more,
  });

describe('with an S3 server', () => {
  let s3: TestS3;
  let directory: string;

  beforeAll(async () => {
    s3 = await TestS3.start('media', 'out', 'secret');
    directory = mkdtempSync(join(tmpdir(), 'switchyard-objects-'));
    writeFileSync(join(directory, 'a'), 'what is stored');
    writeFileSync(join(directory, 'empty'), '');
  }, 30_000);
  afterAll(async () => {
    await s3.stop();
    rmSync(directory, { recursive: true });
  });

  const signal = new AbortController().signal;
  const limits = { mostBytes: 100, timeoutMs: 10_000, signal };
  const reason = (work: Promise<unknown>): Promise<[string, boolean]> =>
    work.then(
      () => ['nothing was refused', false],
      (error: ObjectProblem) => [error.reason, error.mayPass],
    );

  it('an object store stores, finds, fetches, links and removes objects', async () => {
    const objects = new ObjectStore(settingsOf(s3));
    const url = await objects.store(join(directory, 'a'), 's3://media/dir', 'x y.txt', signal);
    expect(url).toBe('s3://media/dir/x y.txt');
    expect(await objects.look(url)).toBe(14);
    await objects.fetch(url, join(directory, 'fetched'), limits);
    expect(readFileSync(join(directory, 'fetched'), 'utf8')).toBe('what is stored');
    expect(await (await fetch(await objects.link(url, 60))).text()).toBe('what is stored');
    expect((await fetch((await objects.link(url, 60)).replace('x%20y', 'other'))).status).toBe(403);
    await objects.remove([url, 's3://media/dir/gone']);
    expect(await reason(objects.look(url))).toEqual([expect.stringContaining('does not exist'), false]);
  });

  it('an object store moves files that need several parts', async () => {
    const objects = new ObjectStore(settingsOf(s3));
    const bytes = Buffer.alloc(12 * 2 ** 20, 'switchyard');
    writeFileSync(join(directory, 'large'), bytes);
    const url = await objects.store(join(directory, 'large'), 's3://media/', 'large', signal);
    expect(await objects.look(url)).toBe(bytes.length);
    await objects.fetch(url, join(directory, 'large-again'), { ...limits, mostBytes: bytes.length });
    expect(readFileSync(join(directory, 'large-again')).equals(bytes)).toBe(true);
    const tooLarge = objects.fetch(url, join(directory, 'too-large'), { ...limits, mostBytes: 10 });
    expect(await reason(tooLarge)).toEqual(['has more than 10 bytes', false]);
  });

  it('an object store says what to do where it cannot', async () => {
    const objects = new ObjectStore(settingsOf(s3));
    const empty = await objects.store(join(directory, 'empty'), 's3://media/', 'empty', signal);
    expect(await reason(objects.look(empty))).toEqual(['is an empty object', false]);
    const missing = await reason(objects.look('s3://nowhere/a'));
    expect(missing).toEqual([expect.stringContaining('the bucket nowhere, which does not exist'), false]);
    expect(await reason(objects.lookAtTarget('s3://nowhere/a/'))).toEqual(missing);
    const stranger = new ObjectStore(settingsOf(s3, { s3SecretAccessKey: 'wrong' }));
    const refused = [expect.stringMatching(/S3_ACCESS_KEY_ID may not (read|write)/), false];
    expect(await reason(stranger.look('s3://media/a'))).toEqual(refused);
    expect(await reason(stranger.store(join(directory, 'a'), 's3://media/', 'a', signal))).toEqual(refused);
    const away = new ObjectStore(settingsOf(s3, { s3Endpoint: 'http://127.0.0.1:1' }));
    expect(await reason(away.look('s3://media/a'))).toEqual([
      expect.stringMatching(/no connection.*ECONNREFUSED/),
      true,
    ]);
  }, 30_000);

  describe('a task', () => {
    let system: TestSystem;

    beforeAll(async () => {
      system = await TestSystem.start(['wservice'], { ...s3.settings, S3_BUCKETS: 'media,nowhere,out/sub/' });
      writeFileSync(join(directory, 'segments'), SEGMENTS);
      await new ObjectStore(settingsOf(s3)).store(join(directory, 'segments'), 's3://media/', 'segments.json', signal);
    }, 60_000);
    afterAll(() => system.stop());

    it('takes an object as its input and copies its outputs', async () => {
      const input = { segments_file: 's3://media/segments.json' };
      const id = await system.api.start(TASK, input, { upload: 's3://out/sub/mine/' });
      expect(await system.api.untilFinal(id)).toMatchObject({ status: 'succeeded', error: null });
      const { output } = await system.api.stage(id);
      const uploaded = (output as { uploaded: Record<string, string> }).uploaded;
      expect(Object.keys(uploaded).length).toBeGreaterThan(0);
      for (const [path, url] of Object.entries(uploaded)) {
        expect(url).toMatch(new RegExp(`^s3://out/sub/mine/${id}-\\d+/[^/]+$`));
        const copy = readFileSync(s3.pathOf('out', url.replace('s3://out/', '')));
        expect(copy.equals(readFileSync(path.replace('/share', system.share)))).toBe(true);
      }
      const { subtitle_path, subtitle_path_url } = output as Record<string, string>;
      expect(subtitle_path_url).toBe(uploaded[subtitle_path ?? '']);
      const links = await system.api.request<{ files: { path: string; url: string }[] }>(
        ...(['GET', `/v1/tasks/${id}/downloads?expires_in=60`] as const),
      );
      expect(links.body.files.map(({ path }) => path).sort()).toEqual(Object.keys(uploaded).sort());
      for (const { path, url } of links.body.files) {
        expect(url.startsWith(`${s3.settings.S3_ENDPOINT}/out/sub/mine/`)).toBe(true);
        const got = Buffer.from(await (await fetch(url)).arrayBuffer());
        expect(got.equals(readFileSync(path.replace('/share', system.share)))).toBe(true);
        expect((await fetch(url.replace(/Signature=\w/, 'Signature=_'))).status).toBe(403);
      }
    }, 60_000);

    it('is refused and not stored when S3 has not what it names', async () => {
      const before = (await system.api.client.tasks.list({}, 10)).tasks.length;
      for (const [segments_file, upload, words] of [
        ['s3://media/none.json', undefined, 'does not exist'],
        ['s3://nowhere/a.json', undefined, 'the bucket nowhere, which does not exist'],
        ['s3://secret/a.json', undefined, 'none of the S3_BUCKETS'],
        ['s3://media/segments.json', 's3://nowhere/', 'the bucket nowhere, which does not exist'],
        ['s3://media/segments.json', 's3://out/other/', 'none of the S3_BUCKETS'],
        ['s3://media/segments.json', 'https://out/', 's3://bucket/prefix/'],
      ] as const) {
        const { status, body } = await system.api.submit(TASK, { segments_file }, upload && { upload });
        expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(words)]);
      }
      expect((await system.api.client.tasks.list({}, 10)).tasks).toHaveLength(before);
      expect(existsSync(s3.pathOf('out', 'other'))).toBe(false);
    }, 30_000);
  });
});
