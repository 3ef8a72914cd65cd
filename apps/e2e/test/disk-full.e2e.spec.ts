import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorEnvelope } from '@switchyard/contracts';
import { TestSystem, videoWithAudio } from '@switchyard/testing';

/** Runs a program with a file system of 1 MB, known to it alone, where its share is; `SEED` is copied into it. */
const onSmallDisk = (share: string, seed: string): string[] => {
  const namespace = process.getuid?.() === 0 ? ['unshare', '-m'] : ['unshare', '-rm'];
  const steps = 'mount -t tmpfs -o size=1m tmpfs "$0" && cp "$1" "$0/" && shift && exec "$@"';
  return [...namespace, 'sh', '-c', steps, share, seed];
};

describe('a full disk', () => {
  let system: TestSystem;

  beforeAll(async () => {
    system = await TestSystem.start([]);
  }, 60_000);

  afterAll(() => system.stop());

  it('ends a task with DISK_FULL at its first attempt, and the worker goes on', async () => {
    const path = system.put(await videoWithAudio({ seconds: 4 }), 'video.mp4');
    const disk = join(system.directory, 'disk');
    mkdirSync(disk);
    const worker = system.startWorker(
      'ffmpeg',
      { SHARE_ROOT: disk },
      onSmallDisk(disk, join(system.share, 'video.mp4')),
    );
    await system.untilServed('ffmpeg');
    const wide = { video_path: path, sample_rate: 192_000, channels: 8 };
    const ended = await system.api.untilFinal(await system.api.start('ffmpeg.extract_audio', wide));
    expect(ended).toMatchObject({ status: 'failed', attempt: 1, error: { code: 'DISK_FULL', retryable: false } });
    const small = await system.api.start('ffmpeg.extract_audio', { video_path: path, sample_rate: 8000 });
    expect(await system.api.untilFinal(small)).toMatchObject({ status: 'succeeded' });
    expect(worker.running).toBe(true);
  }, 60_000);

  it('answers an upload that does not fit with 503 and keeps nothing of it', async () => {
    await system.processes[0]?.end();
    const disk = join(system.directory, 'gateway-disk');
    mkdirSync(disk);
    writeFileSync(join(system.share, 'seed'), 'x');
    await system.startGateway({ SHARE_ROOT: disk }, onSmallDisk(disk, join(system.share, 'seed')));
    const upload = (bytes: number): Promise<Response> => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(bytes)]), 'big.bin');
      return fetch(`${system.api.url}/v1/files`, { method: 'POST', body: form });
    };
    const refused = await upload(3_000_000);
    expect({ status: refused.status, body: (await refused.json()) as ErrorEnvelope }).toMatchObject({
      status: 503,
      body: { error: { code: 'RESOURCE_UNAVAILABLE' } },
    });
    expect((await upload(500_000)).status).toBe(201);
  }, 60_000);
});
