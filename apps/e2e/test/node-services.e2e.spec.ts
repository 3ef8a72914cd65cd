import { createHash } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { descendantsOf, identify, isAlive, signalProcess } from '@switchyard/processes';
import { TcpProxy, TestSystem, croppedSubtitles, videoWithAudio, waitFor, type AppProcess } from '@switchyard/testing';

const TASK = 'ffmpeg.extract_audio';

describe('tasks of the catalogue on idle machines', () => {
  let system: TestSystem;
  let proxy: TcpProxy;

  beforeAll(async () => {
    system = await TestSystem.start([], { NODE_SERVICES: 'ffmpeg,paddleocr', HEARTBEAT_TIMEOUT: '2' });
    proxy = await TcpProxy.start(Number(new URL(system.api.url).port));
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    await proxy.stop();
  });

  /** The audio that a task made, by its digest; nothing else lies beside it. */
  const audioOf = async (id: string): Promise<string> => {
    const { output } = (await system.api.stage(id)) as unknown as { output: { audio_path: string } };
    const file = join(system.share, output.audio_path.replace('/share/', ''));
    expect(await readdir(dirname(file))).toEqual(['audio.wav']);
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  };
  const joins = (id: string, env = {}): AppProcess => system.startAgent(id, { AGENT_SERVICES: 'ffmpeg', ...env });

  it('run there, go on elsewhere when a node is cut off or killed, and hear no stale node', async () => {
    const video = system.put(await videoWithAudio({ seconds: 120 }), 'film.mp4');
    const start = (): Promise<string> => system.api.start(TASK, { video_path: video, normalize_loudness: true });
    const one = joins('one', { AGENT_SERVER: `http://127.0.0.1:${proxy.port}` });
    await system.untilServed('ffmpeg');
    const first = await start();
    expect(await system.api.untilFinal(first)).toMatchObject({
      ...{ status: 'succeeded', attempt: 1, executed_on: expect.stringMatching(/^ffmpeg@one-local-/) as string },
    });
    const audio = await audioOf(first);

    const second = await start();
    await system.api.untilRunning(second);
    proxy.lose();
    const two = joins('two');
    expect(await system.api.untilFinal(second)).toMatchObject({
      ...{ status: 'succeeded', executed_on: expect.stringMatching(/^ffmpeg@two-local-/) as string },
    });
    proxy.mend();
    await waitFor('the word that its attempt was lost', () => one.log.includes('"event":"task.attempt_lost"'));
    expect(await audioOf(second)).toBe(audio);
    await one.end();

    const third = await start();
    await system.api.untilRunning(third);
    for (const one of descendantsOf(two.pid).map(({ pid }) => identify(pid))) if (one) signalProcess(one, 'SIGKILL');
    await two.end('SIGKILL');
    joins('three');
    expect(await system.api.untilFinal(third)).toMatchObject({
      ...{ status: 'succeeded', executed_on: expect.stringMatching(/^ffmpeg@three-local-/) as string },
    });
    expect(await audioOf(third)).toBe(audio);
  }, 120_000);

  it('read pictures there that other files name', async () => {
    const { path, truth } = await croppedSubtitles();
    cpSync(path, join(system.share, 'crops'), { recursive: true });
    const models = { MODELS_DIR: join(__dirname, '../../../.switchyard/models'), OCR_THREADS: '2' };
    joins('reader', { AGENT_SERVICES: 'paddleocr', ...models });
    await system.untilServed('paddleocr');
    const steps = [
      [
        'create_stitched_images',
        { cropped_images_path: '/share/crops', crop_manifest_path: '/share/crops/manifest.json' },
      ],
      ['perform_ocr', { manifest_path: '${{ stages.paddleocr.create_stitched_images.output.manifest_path }}' }],
      ['postprocess_and_finalize', { manifest_file: '/share/crops/manifest.json' }],
    ] as const;
    let last = '';
    for (const [name, input] of steps) {
      last = await system.api.start(`paddleocr.${name}`, input, { workflow_id: 'read' });
      expect(await system.api.untilFinal(last)).toMatchObject({
        ...{ status: 'succeeded', executed_on: expect.stringMatching(/^paddleocr@reader-local-/) as string },
      });
    }
    const { output } = (await system.api.stage(last)) as unknown as { output: { srt_file: string } };
    const srt = readFileSync(join(system.share, output.srt_file.replace('/share/', '')), 'utf8');
    for (const { text } of truth) expect(srt).toContain(text);
  }, 120_000);

  it('leave no process behind when agent and gateway are gone', async () => {
    const video = system.put(await videoWithAudio({ seconds: 120 }), 'again.mp4');
    for (const each of system.processes) if (each.app === 'node-agent') await each.end();
    const agent = joins('last');
    const id = await system.api.start(TASK, { video_path: video, normalize_loudness: true });
    expect((await system.api.untilRunning(id)).executed_on).toMatch(/^ffmpeg@last-local-/);
    const started = descendantsOf(agent.pid).flatMap(({ pid }) => identify(pid) ?? []);
    await Promise.all([system.processes[0]?.end('SIGKILL'), agent.end('SIGKILL')]);
    await waitFor('the end of what the agent started', () => !started.some(isAlive));
  }, 120_000);
});
