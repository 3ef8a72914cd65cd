import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { muxTask, MuxInput, resolveInput } from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import type { TaskRun } from '@switchyard/worker-kit';
import { FfmpegJobs } from '../src/ffmpeg-jobs';
import type { FfmpegMethods } from '../src/ffmpeg-methods';
import { Mux } from '../src/mux.task';

jest.setTimeout(60_000);

const root = mkdtempSync(path.join(tmpdir(), 'mux-'));
const at = (name: string) => path.join(root, name);
const ffmpeg = (...args: string[]) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]).toString();
const make = (name: string, ...args: string[]) => {
  ffmpeg(...args, at(name));
  return at(name);
};
const lavfi = (source: string) => ['-f', 'lavfi', '-i', source];
const written = (name: string, text: string) => {
  writeFileSync(at(name), text);
  return at(name);
};

const pool = new EnginePool<FfmpegMethods>({
  name: 'ffmpeg',
  script: path.join(__dirname, '../src/ffmpeg.engine.ts'),
  execArgv: ['-r', path.join(__dirname, '../../../libs/engine/test/typescript.cjs')],
  size: 1,
  idleSeconds: 60,
});
const task = new Mux(new FfmpegJobs(pool));

let attempts = 0;
const mux = (given: Partial<MuxInput>) => {
  const [outputDir, tempDir] = [at(`out ${++attempts}`), at(`temp ${attempts}`)];
  for (const directory of [outputDir, tempDir]) mkdirSync(directory);
  const call = { signal: new AbortController().signal };
  const run = {
    outputDir: async () => outputDir,
    tempDir: async () => tempDir,
    call,
    progress: () => undefined,
    describe: () => undefined,
  } as unknown as TaskRun;
  return task.mux(Object.assign(new MuxInput(), { video_path: at('film.mp4') }, given), run);
};
/** A digest of all packets of a stream. */
const digest = (file: string, stream: string) =>
  ffmpeg('-i', file, '-map', `0:${stream}`, '-c', 'copy', '-f', 'md5', '-');
const subtitlesOf = (file: string, track = 0) => ffmpeg('-i', file, '-map', `0:s:${track}`, '-f', 'srt', '-');
/** How loud a file is at a pitch, in dB. */
const loudnessAt = (file: string, hertz: number) => {
  const filter = `bandpass=f=${hertz}:width_type=h:w=40,astats=measure_perchannel=none:measure_overall=RMS_level`;
  const said = execFileSync('bash', ['-c', 'ffmpeg -hide_banner -i "$0" -af "$1" -f null - 2>&1', file, filter]);
  return Number(/RMS level dB: (\S+)/.exec(said.toString())?.[1]);
};
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: Error & { code?: string }) => `${error.code}: ${error.message}`,
  );

const SRT = '1\n00:00:00,200 --> 00:00:01,000\nHello\n\n2\n00:00:00,800 --> 00:00:01,500\nthere\n';
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];

beforeAll(() => {
  make('film.mp4', ...lavfi('testsrc2=s=160x120:r=25:d=2'), ...lavfi('sine=440:d=2:r=44100'), ...X264, '-c:a', 'aac');
  make('voice.wav', ...lavfi('sine=1500:d=1:r=16000'));
  make('long.wav', ...lavfi('sine=1500:d=5:r=16000'));
  make('mute.mp4', '-i', at('film.mp4'), '-an', '-c', 'copy');
  make('old.avi', '-i', at('film.mp4'), '-an', '-t', '0.2', '-c:v', 'ffv1');
  written('film.srt', SRT);
});
afterAll(async () => {
  await pool.close();
  rmSync(root, { recursive: true, force: true });
});

describe('ffmpeg.mux', () => {
  it('brings subtitles in as a track, and leaves picture and sound as they are', async () => {
    const subtitles = { subtitle_path: at('film.srt'), subtitle_language: 'eng', subtitle_title: 'English' };
    const output = await mux(subtitles);
    expect(output.tracks).toEqual([
      { type: 'video', codec: 'h264', language: null },
      { type: 'audio', codec: 'aac', language: null },
      { type: 'subtitle', codec: 'mov_text', language: 'eng' },
    ]);
    expect(output.degraded).toEqual([]);
    expect(output.video_duration).toBeCloseTo(2, 1);
    for (const stream of ['v', 'a']) expect(digest(output.video_path, stream)).toBe(digest(at('film.mp4'), stream));
    expect(subtitlesOf(output.video_path)).toBe(SRT.replace('01,000', '00,800') + '\n');

    const second = await mux({
      ...subtitles,
      video_path: output.video_path,
      subtitle_language: 'deu',
      container: 'mkv',
    });
    expect(second.tracks.slice(2).map(({ codec, language }) => `${codec} ${language}`)).toEqual([
      'subrip eng',
      'subrip deu',
    ]);
    // The encoder's delay of 23 ms, which Matroska cannot hide, moves all tracks alike.
    const moved = SRT.replace(/(\d)00(?= -->|\n)/g, '$123');
    expect(subtitlesOf(second.video_path, 1)).toBe(`${moved}\n`);
  });

  it('replaces the audio, as long as the video', async () => {
    const output = await mux({ audio_path: at('long.wav'), audio_language: 'deu' });
    expect(output.tracks.slice(1)).toEqual([{ type: 'audio', codec: 'aac', language: 'deu' }]);
    expect(output.degraded).toEqual(['the new audio is 3.0 s longer than the video; its end is left out']);
    expect(output.video_duration).toBeCloseTo(2, 1);
    expect(loudnessAt(output.video_path, 1500) - loudnessAt(output.video_path, 440)).toBeGreaterThan(20);
    expect(digest(output.video_path, 'v')).toBe(digest(at('film.mp4'), 'v'));
  });

  it('mixes the audio with the old one, each as loud as asked for', async () => {
    const output = await mux({ audio_path: at('voice.wav'), audio_mode: 'mix', original_volume: 0.5 });
    expect(output.tracks).toHaveLength(2);
    // The voice lasts for half of the film: 3 dB less over all of it.
    expect(loudnessAt(output.video_path, 440)).toBeCloseTo(loudnessAt(at('film.mp4'), 440) - 6, 0);
    expect(loudnessAt(output.video_path, 1500)).toBeCloseTo(loudnessAt(at('voice.wav'), 1500) - 3, 0);
  });

  it('adds the audio as one more track, and tells what it could not mix with', async () => {
    const added = await mux({ audio_path: at('voice.wav'), audio_mode: 'add', audio_language: 'deu' });
    expect(added.tracks.slice(1).map(({ type, language }) => [type, language])).toEqual([
      ['audio', null],
      ['audio', 'deu'],
    ]);
    expect(digest(added.video_path, 'a:0')).toBe(digest(at('film.mp4'), 'a:0'));
    const alone = await mux({ video_path: at('mute.mp4'), audio_path: at('voice.wav'), audio_mode: 'mix' });
    expect(alone.degraded).toEqual(['the video has no audio to mix with: the new one stands alone']);
  });

  it('leaves out subtitles after the end', async () => {
    const late = written('late.srt', `${SRT}\n3\n00:00:09,000 --> 00:00:10,000\nlate\n`);
    const output = await mux({ subtitle_path: late });
    expect(output.degraded).toEqual(['1 subtitles begin after the end of the video and are left out']);
    expect(output.video_duration).toBeCloseTo(2, 1);
  });

  it.each([
    [
      'a picture MP4 does not hold',
      () => ({ video_path: at('old.avi'), audio_path: at('voice.wav') }),
      /MP4 does not hold ffv1 video; ask for the container mkv/,
    ],
    ['audio without sound', () => ({ audio_path: at('mute.mp4') }), /mute.mp4 has no audio/],
    [
      'a video without a picture',
      () => ({ video_path: at('voice.wav'), audio_path: at('voice.wav') }),
      /voice.wav has no video/,
    ],
    [
      'subtitles that are none',
      () => ({ subtitle_path: written('bad.srt', 'dear diary') }),
      /bad.srt is not a subtitle file/,
    ],
  ] as [string, () => Partial<MuxInput>, RegExp][])('refuses %s', async (_what, given, message) => {
    expect(await refusal(mux(given()))).toMatch(new RegExp(`^INPUT_REJECTED: .*${message.source}`));
  });

  it('needs something to bring in, and a language that players know', () => {
    const problems = (input: object): unknown => {
      try {
        return resolveInput(muxTask, { video_path: 'a.mp4', ...input }, null);
      } catch (error) {
        return (error as { details?: unknown }).details;
      }
    };
    expect(problems({})).toEqual({ 'input_data.subtitle_path': expect.stringContaining('or audio_path') as string });
    expect(problems({ audio_path: 'a.wav', audio_language: 'en' })).toEqual({
      'input_data.audio_language': expect.stringContaining('ISO 639-2') as string,
    });
  });
});
