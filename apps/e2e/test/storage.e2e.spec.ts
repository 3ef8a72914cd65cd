import { join } from 'node:path';
import type { ErrorEnvelope } from '@switchyard/contracts';
import { TestSystem, videoWithAudio, waitFor, type AppProcess } from '@switchyard/testing';
import { HangingShare, canHang } from './hanging-share';
import { howToMakeSmallDisks, type SmallDisk } from './small-disk';

const smallDisk = howToMakeSmallDisks();
const withSmallDisks = smallDisk ? describe : describe.skip;

withSmallDisks('a shared storage in trouble', () => {
  const disks: SmallDisk[] = [];
  let system: TestSystem;
  let video_path: string;
  let worker: AppProcess;

  /** What starts an app with a share of its own, on which only the video is. */
  const onSmallDisk = (): [env: Record<string, string>, wrapper: string[]] => {
    const disk = smallDisk?.(system.directory, join(system.share, 'video.mp4'));
    if (disk) disks.push(disk);
    return [{ SHARE_ROOT: disk?.share ?? '' }, disk?.wrapper ?? []];
  };

  beforeAll(async () => {
    system = await TestSystem.start([]);
    video_path = system.put(await videoWithAudio({ seconds: 10 }), 'video.mp4');
    worker = system.startWorker('ffmpeg', ...onSmallDisk());
    await system.untilServed('ffmpeg');
  }, 60_000);
  afterAll(async () => {
    await Promise.all(system.processes.map((process) => process.end('SIGKILL')));
    for (const disk of disks) disk.remove();
    await system.stop();
  });

  it('ends a task that fills the disk and has no other attempt with DISK_FULL, and the worker goes on', async () => {
    const wide = { video_path, sample_rate: 192_000, channels: 8 };
    const ended = await system.api.untilFinal(
      await system.api.start('ffmpeg.extract_audio', wide, { max_attempts: 1 }),
    );
    expect(ended).toMatchObject({ status: 'failed', attempt: 1, error: { code: 'DISK_FULL', retryable: true } });
    const small = await system.api.start('ffmpeg.extract_audio', { video_path, sample_rate: 8000 });
    expect(await system.api.untilFinal(small)).toMatchObject({ status: 'succeeded' });
    expect(worker.running).toBe(true);
  }, 60_000);

  describe('of a gateway', () => {
    let gateway: AppProcess;

    beforeAll(async () => {
      await system.processes.find(({ app }) => app === 'api-gateway')?.end('SIGKILL');
      gateway = await system.startGateway(...onSmallDisk());
    }, 60_000);

    it('answers an upload that does not fit with 503 and keeps nothing of it', async () => {
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

    (canHang() ? it : it.skip)(
      'lets tasks wait while it hangs, and no task is lost',
      async () => {
        const [workerDisk, gatewayDisk] = disks.map(({ share }) => share);
        const tus = { 'tus-resumable': '1.0.0' };
        const begun = await fetch(`${system.api.url}/v1/uploads`, {
          method: 'POST',
          headers: { ...tus, 'upload-length': '4' },
        });
        const hanging = [await HangingShare.begin(worker.pid, workerDisk ?? '')];
        const id = await system.api.start('ffmpeg.probe', { video_path }, { max_attempts: 1 });
        await system.api.untilRunning(id);
        hanging.push(await HangingShare.begin(gateway.pid, gatewayDisk ?? ''));
        // both take longer than an attempt may be without a sign of life
        const [task, upload] = await Promise.all([
          fetch(`${system.api.url}/v1/tasks`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ task_name: 'ffmpeg.probe', input_data: { video_path } }),
          }),
          fetch(`${system.api.url}${begun.headers.get('location')}`, { method: 'HEAD', headers: tus }),
        ]);
        for (const refused of [task, upload])
          expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
        const again = await system.api.until(id, 'another try', ({ status }) => status === 'queued', 30_000);
        expect(again).toMatchObject({ attempt: 0 });
        expect((await system.api.events(id)).map(({ type }) => type)).not.toContain('orphaned');
        for (const share of hanging) await share.end();
        await waitFor('the gateway to take tasks again', async () => {
          return (await system.api.submit('ffmpeg.probe', { video_path })).status === 202;
        });
      },
      60_000,
    );
  });
});
