import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiKeys, type Scope } from '@switchyard/api-keys';
import { waitFor } from '@switchyard/testing';
import { RunningGateway } from '../../test/running-gateway';

interface Taken {
  task: { task_id: string; fence: number; workflow_id: string } | null;
  files: Record<string, string>;
}

const TEXT = 'a film, as far as the gateway is concerned';

describe('tasks of the catalogue for nodes', () => {
  let gateway: RunningGateway;
  let keys: Record<'client' | 'node' | 'thief', string>;

  beforeAll(async () => {
    gateway = await RunningGateway.start({ nodeServices: ['ffmpeg', 'paddleocr'] });
    for (const name of ['film.mp4', 'other.mp4']) writeFileSync(join(gateway.root, name), TEXT);
    const make = async (name: string, scopes: Scope[]): Promise<string> =>
      (await gateway.app.get(ApiKeys).create({ name, scopes, sees_all: false, expires_at: null })).text;
    keys = {
      client: await make('client', ['submit', 'read']),
      ...{ node: await make('node', ['node']), thief: await make('thief', ['node']) },
    };
    const headers = { authorization: `Bearer ${keys.thief}` };
    await waitFor('the last key', async () => (await fetch(`${gateway.url}/v1/tasks`, { headers })).status === 403);
  }, 60_000);
  afterAll(() => gateway.stop());

  const ask = async (path: string, body: object, key = keys.node): Promise<{ status: number; body: unknown }> => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const reply = await fetch(gateway.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: reply.status, body: await reply.json() };
  };
  const worker = (instance = 'a') => ({ node_id: 'n', service: 'ffmpeg', instance });
  const submit = (input: object = { video_path: '/share/film.mp4' }): Promise<unknown> =>
    ask('/v1/tasks', { task_name: 'ffmpeg.extract_audio', input_data: input }, keys.client);
  const take = async (service = 'ffmpeg'): Promise<Taken> =>
    (await ask('/internal/service/take', { ...worker(), service })).body as Taken;
  /** The lease of a task that was just taken. */
  const taken = async () => {
    await submit();
    const { task, files } = await take();
    if (!task) throw new Error('no task was given');
    return { ...{ task, files }, lease: { ...worker(), task_id: task.task_id, lease: String(task.fence) } };
  };
  const send = (lease: Record<string, string>, path: string, key = keys.node): Promise<Response> =>
    fetch(`${gateway.url}/internal/service/outputs/${path}?${new URLSearchParams(lease).toString()}`, {
      ...{ method: 'PUT', body: 'sound' },
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/offset+octet-stream' },
    });
  const fileOf = ({ workflow_id, task_id, fence }: NonNullable<Taken['task']>): string =>
    `/share/workflows/${workflow_id}/ffmpeg.extract_audio/${task_id}-${fence}/audio.wav`;

  it('come once, with links that open just their inputs, in ranges and without a key', async () => {
    const { files } = await taken();
    expect(await take()).toMatchObject({ task: null });
    const link = gateway.url + files['/share/film.mp4'];
    const part = await fetch(link, { headers: { range: 'bytes=2-5' } });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([
      ...[206, 'film', `bytes 2-5/${TEXT.length}`],
    ]);
    expect((await fetch(link.replace('film.mp4', 'other.mp4'))).status).toBe(401);
    expect((await fetch(link.replace(/\?.*/, ''))).status).toBe(401);
    const headers = { authorization: `Bearer ${keys.node}` };
    expect((await fetch(link.replace(/\?.*/, ''), { headers })).status).toBe(400);
  });

  it('are ended by the worker that has them and by no other, with files of their own', async () => {
    const { task, lease } = await taken();
    expect((await send(lease, 'audio.wav', keys.thief)).status).toBe(409);
    expect((await send(lease, '..%2f..%2faudio.wav')).status).toBe(400);
    expect((await send(lease, 'audio.wav')).status).toBe(204);
    const end = (audio_path: string, key?: string) =>
      ask('/internal/service/end', { ...lease, outcome: 'succeeded', output: { audio_path } }, key);
    expect(await end(fileOf(task), keys.thief)).toEqual({ status: 200, body: { answer: 'lost' } });
    expect((await end('/share/other.mp4')).status).toBe(400);
    for (const _again of [1, 2]) expect(await end(fileOf(task))).toEqual({ status: 200, body: { answer: 'ok' } });
    expect(await gateway.store.read.get(task.task_id)).toMatchObject({
      ...{ status: 'succeeded', output: { audio_path: fileOf(task) } },
    });
    expect(readFileSync(join(gateway.root, fileOf(task).replace('/share/', '')), 'utf8')).toBe('sound');
  });

  it('hear nothing more of an attempt that was handed back', async () => {
    const { task, lease } = await taken();
    expect(await ask('/internal/service/end', { ...lease, outcome: 'again', counts: false })).toMatchObject({
      body: { answer: 'ok' },
    });
    const next = await take();
    expect(next.task?.task_id).toBe(task.task_id);
    expect(next.task?.fence).toBeGreaterThan(task.fence);
    expect((await send(lease, 'audio.wav')).status).toBe(409);
    const stale = await ask('/internal/service/end', { ...lease, outcome: 'succeeded', output: {} });
    expect(stale.body).toEqual({ answer: 'lost' });
    const running = { task_id: lease.task_id, lease: lease.lease };
    expect(await ask('/internal/service/beat', { ...worker(), running })).toMatchObject({
      body: { answers: ['lost'] },
    });
    expect(await gateway.store.read.summary(task.task_id)).toMatchObject({ status: 'running', attempt: 1 });
  });

  it('do not go to nodes when NODE_SERVICES does not name their service', async () => {
    const refused = await ask('/internal/service/take', { ...worker(), service: 'llm' });
    expect(refused).toMatchObject({ status: 403, body: { error: { code: 'FORBIDDEN' } } });
  });

  describe('that read more files than their input names', () => {
    /** A directory of the share with files that hold their own names. */
    const directory = (name: string, ...files: string[]): string => {
      mkdirSync(join(gateway.root, name));
      for (const file of files) writeFileSync(join(gateway.root, name, file), file);
      return `/share/${name}`;
    };
    const list = (path: string, content: object): string => {
      writeFileSync(join(gateway.root, path), JSON.stringify(content));
      return `/share/${path}`;
    };
    const filesOf = async (task: string, input_data: object): Promise<string[] | null> => {
      await ask('/v1/tasks', { task_name: `paddleocr.${task}`, input_data }, keys.client);
      const { task: given, files } = await take('paddleocr');
      return given && Object.keys(files).sort();
    };

    it('come with the files of a directory, not with those of the directories in it', async () => {
      const keyframe_dir = directory('frames', '1.jpg', '2.jpg', '.hidden');
      directory('frames/deeper', '3.jpg');
      expect(await filesOf('detect_subtitle_area', { keyframe_dir })).toEqual([
        '/share/frames/1.jpg',
        '/share/frames/2.jpg',
      ]);
    });

    it('come with the files that a list names, and with no other', async () => {
      const cropped_images_path = directory('crops', '1.png', '2.png', 'not named.png', '.hidden');
      const strange = ['../film.mp4', '/share/film.mp4', '.hidden', '..', '', 7, null, '\ud800'];
      const frames = ['1.png', 'gone.png', ...strange].map((file) => ({ file }));
      const crop_manifest_path = list('crops/manifest.json', { frames: [...frames, null, 7] });
      expect(await filesOf('create_stitched_images', { cropped_images_path, crop_manifest_path })).toEqual([
        ...['/share/crops/1.png', '/share/crops/gone.png', '/share/crops/manifest.json'],
      ]);
    });

    it('come with what a list names beside itself where there is no directory', async () => {
      directory('stitched', '1.png', 'not named.png');
      const manifest_path = list('stitched/manifest.json', { images: [{ file: '1.png' }] });
      expect(await filesOf('perform_ocr', { manifest_path })).toEqual([
        ...['/share/stitched/1.png', '/share/stitched/manifest.json'],
      ]);
    });

    it('come with a list alone that is none, for the worker to say so', async () => {
      const text = (name: string, content: string): string => {
        writeFileSync(join(gateway.root, name), content);
        return `/share/${name}`;
      };
      for (const manifest_path of [
        text('a.json', '{"images":'),
        text('b.json', 'null'),
        text('c.json', '{"images":3}'),
      ])
        expect(await filesOf('perform_ocr', { manifest_path })).toEqual([manifest_path]);
    });

    it('stay with other workers where they read too many, and keep no other task from nodes', async () => {
      const images = Array.from({ length: 10_001 }, (_, at) => ({ file: `${at}.png` }));
      expect(await filesOf('perform_ocr', { manifest_path: list('many.json', { images }) })).toBeNull();
      const image_path = list('picture.png', {});
      expect(await filesOf('perform_ocr', { image_path })).toEqual([image_path]);
    });
  });
});
