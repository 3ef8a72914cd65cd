import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BurnSubtitlesInput } from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { probeMedia } from '@switchyard/media';
import type { TaskRun } from '@switchyard/worker-kit';
import { FfmpegJobs } from '../src/ffmpeg-jobs';
import type { FfmpegMethods } from '../src/ffmpeg-methods';

const { signal } = new AbortController();
const directory = mkdtempSync(path.join(tmpdir(), 'switchyard-large-'));
const at = (name: string): string => path.join(directory, name);
const pool = new EnginePool<FfmpegMethods>({
  name: 'ffmpeg',
  script: path.join(__dirname, '../src/ffmpeg.engine.ts'),
  execArgv: ['-r', path.join(__dirname, '../../../libs/engine/test/typescript.cjs')],
  size: 1,
  idleSeconds: 60,
});
afterAll(async () => {
  await pool.close();
  rmSync(directory, { recursive: true });
});

it('burns subtitles into the largest pictures that are accepted, in the memory that one ffmpeg has', async () => {
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=8192x8192:r=5:d=2', '-c:v', 'mjpeg', '-q:v', '10'];
  execFileSync('ffmpeg', ['-v', 'error', ...source, at('large.mov')]);
  writeFileSync(at('large.srt'), '1\n00:00:00,000 --> 00:00:02,000\nA large picture\n');
  for (const name of ['out', 'temp']) mkdirSync(at(name));
  const run = {
    outputDir: async () => at('out'),
    tempDir: async () => at('temp'),
    call: { signal },
    describe: () => undefined,
    progress: () => undefined,
  } as unknown as TaskRun;
  const input = { video_path: at('large.mov'), subtitle_path: at('large.srt') };
  // the engine gives ffmpeg 4 GB and no more
  const burnt = await new FfmpegJobs(pool).run('burnSubtitles', Object.assign(new BurnSubtitlesInput(), input), run);
  const { streams } = await probeMedia(burnt.video_path, signal);
  expect(streams[0]).toMatchObject({ width: 8192, height: 8192 });
}, 600_000);
