import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorEnvelope } from '@switchyard/contracts';
import { TestSystem, videoWithAudio } from '@switchyard/testing';
import { howToMakeSmallDisks, type SmallDisk } from './small-disk';

const smallDisk = howToMakeSmallDisks();
const withSmallDisks = smallDisk ? describe : describe.skip;

withSmallDisks('a full disk', () => {
  let system: TestSystem;
  let disk: SmallDisk | undefined;

  beforeAll(async () => {
    system = await TestSystem.start([]);
  }, 60_000);
  afterEach(async () => {
    await Promise.all(system.processes.map((process) => process.end('SIGKILL')));
    disk?.remove();
  });
  afterAll(() => system.stop());

  const diskWith = (seed: string): { env: Record<string, string>; wrapper: string[] } => {
    disk = smallDisk?.(system.directory, seed);
    return { env: { SHARE_ROOT: disk?.share ?? '' }, wrapper: disk?.wrapper ?? [] };
  };

  it('ends a task that has no other attempt with DISK_FULL, and the worker goes on', async () => {
    const path = system.put(await videoWithAudio({ seconds: 10 }), 'video.mp4');
    const { env, wrapper } = diskWith(join(system.share, 'video.mp4'));
    const worker = system.startWorker('ffmpeg', env, wrapper);
    await system.untilServed('ffmpeg');
    const wide = { video_path: path, sample_rate: 192_000, channels: 8 };
    const ended = await system.api.untilFinal(
      await system.api.start('ffmpeg.extract_audio', wide, { max_attempts: 1 }),
    );
    expect(ended).toMatchObject({ status: 'failed', attempt: 1, error: { code: 'DISK_FULL', retryable: true } });
    const small = await system.api.start('ffmpeg.extract_audio', { video_path: path, sample_rate: 8000 });
    expect(await system.api.untilFinal(small)).toMatchObject({ status: 'succeeded' });
    expect(worker.running).toBe(true);
  }, 60_000);

  it('answers an upload that does not fit with 503 and keeps nothing of it', async () => {
    writeFileSync(join(system.share, 'seed'), 'x');
    const { env, wrapper } = diskWith(join(system.share, 'seed'));
    await system.startGateway(env, wrapper);
    const upload = (bytes: number): Promise<Response> => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(bytes)]), 'big.bin');
      return fetch(`${system.api.url}/v1/files`, { method: 'POST', body: form });
    };
    const refused = await upload(30_000_000);
    expect({ status: refused.status, body: (await refused.json()) as ErrorEnvelope }).toMatchObject({
      status: 503,
      body: { error: { code: 'RESOURCE_UNAVAILABLE' } },
    });
    expect((await upload(500_000)).status).toBe(201);
  }, 60_000);
});
