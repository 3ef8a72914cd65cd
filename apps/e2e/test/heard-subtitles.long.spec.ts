import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModelStore, WhisperModels } from '@switchyard/models';
import { SENTENCES, TestSystem, madeByFfmpeg, speech } from '@switchyard/testing';

const TEST_MS = 300_000;
const MODELS = join(__dirname, '../../../.switchyard/models');
/** The sound of the film begins so much later than its picture, in seconds. */
const LATE = 2;
/** What a viewer takes for the same moment, in seconds. */
const NEAR = 0.3;

interface Heard {
  start: number;
  text: string;
}

let system: TestSystem;

beforeAll(async () => {
  const store = new ModelStore({ modelsDir: MODELS });
  await store.pull('silero-vad');
  await new WhisperModels(store).ensure('whisper-tiny.en', { kind: 'onnx' });
  const models = { MODELS_DIR: MODELS, MODELS_AUTO: 'false', WHISPER_MODEL: 'whisper-tiny.en' };
  system = await TestSystem.start(['ffmpeg', 'faster_whisper'], models);
}, TEST_MS);
afterAll(() => system.stop());

const film = async (): Promise<string> =>
  madeByFfmpeg('late-speech.ts', [
    ...['-f', 'lavfi', '-i', 'color=black:s=320x240:r=25:d=18', '-itsoffset', String(LATE), '-i', await speech()],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac'],
  ]);

async function output(task: string, input: object): Promise<Record<string, string>> {
  const id = await system.api.start(task, input);
  expect(await system.api.client.tasks.end(id)).toMatchObject({ status: 'succeeded' });
  return (await system.api.stage(id)).output as Record<string, string>;
}

const onDisk = (path = ''): string => join(system.share, path.replace(/^\/share\//, ''));

const ffmpeg = (file: string, ...args: string[]): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', '-copyts', '-i', file, ...args, '-'], { maxBuffer: 2 ** 26 });

/** Moments joined to spans where they follow each other within a pause of speech, in seconds. */
function spansOf(moments: readonly number[]): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  for (const at of moments) {
    const last = spans.at(-1);
    if (last && at - last.end < 0.7) last.end = at;
    else spans.push({ start: at, end: at });
  }
  return spans;
}

/** When a voice is heard: blocks of 20 ms of samples at 16 kHz that are not silent. */
function heardIn(file: string): { start: number; end: number }[] {
  const raw = ffmpeg(file, '-af', 'aresample=16000:async=1:first_pts=0', '-ac', '1', '-f', 's16le');
  const samples = new Int16Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length));
  const moments: number[] = [];
  for (let from = 0; from < samples.length; from += 320) {
    if (samples.subarray(from, from + 320).some((sample) => Math.abs(sample) > 400)) moments.push(from / 16_000);
  }
  return spansOf(moments);
}

/** When letters stand on the black picture. */
function seenIn(file: string): { start: number; end: number }[] {
  const bright = 'signalstats,metadata=select:key=lavfi.signalstats.YMAX:value=100:function=greater';
  const told = ffmpeg(file, '-an', '-vf', `${bright},metadata=print:file=-`, '-f', 'null').toString();
  return spansOf([...told.matchAll(/pts_time:([\d.]+)/g)].map(([, at]) => Number(at)));
}

it(
  'heard subtitles that are burnt in stand while they are spoken, though the sound begins later than the picture',
  async () => {
    const video_path = system.put(await film());
    const { srt_file } = await output('faster_whisper.transcribe_audio', { audio_path: video_path });
    const burnt = await output('ffmpeg.burn_subtitles', { video_path, subtitle_path: srt_file });
    const file = onDisk(burnt['video_path']);
    const heard = heardIn(file);
    expect(heard).toHaveLength(SENTENCES.length);
    expect(heard[0]?.start).toBeGreaterThan(LATE);
    const seen = seenIn(file);
    expect(seen).toHaveLength(SENTENCES.length);
    const apart = seen.flatMap(({ start, end }, at) => [start - heard[at]!.start, end - heard[at]!.end]);
    expect(Math.max(...apart.map(Math.abs))).toBeLessThanOrEqual(NEAR);
  },
  TEST_MS,
);

describe('speech behind a place where the form of the audio changes', () => {
  const said = (name: string, text: string, seconds: number, form: string[]): Promise<string> =>
    madeByFfmpeg(name, [
      ...['-f', 'lavfi', '-i', `flite=text='${text}':voice=slt`],
      ...['-af', `aresample=48000,apad=whole_dur=${seconds}`, ...form],
    ]);
  const mp3 = (rate: string, channels: string): string[] => [
    ...['-ar', rate, '-ac', channels, '-c:a', 'libmp3lame', '-b:a', '128k', '-write_xing', '0', '-id3v2_version', '0'],
  ];
  const ac3 = (channels: string, from: string): string[] => ['-ac', channels, '-c:a', 'ac3', '-output_ts_offset', from];

  it.each([
    ['stereo becomes mono', 'mp3', 8, mp3('44100', '2'), mp3('44100', '1')],
    ['the sample rate rises', 'mp3', 8, mp3('44100', '2'), mp3('48000', '2')],
    ['a broadcast goes from 5.1 to stereo', 'ts', 10, ac3('6', '0'), ac3('2', '10')],
  ])('is heard where it is said: %s', async (_what, extension, seconds, before, after) => {
    const parts = [
      await said(
        `before.${extension}`,
        'The first part of this recording is about the weather in spring.',
        seconds,
        before,
      ),
      await said(`after.${extension}`, 'After the break we talk about trains and railway stations.', 6, after),
    ];
    const name = `changes-${seconds}-${after.join('')}.${extension}`.replace(/[^a-z0-9.-]/g, '');
    writeFileSync(join(system.share, name), Buffer.concat(parts.map((part) => readFileSync(part))));
    const { segments_file } = await output('faster_whisper.transcribe_audio', { audio_path: `/share/${name}` });
    const { segments } = JSON.parse(readFileSync(onDisk(segments_file), 'utf8')) as { segments: Heard[] };
    const found = segments.find(({ text }) => /after the break/i.test(text));
    expect(Math.abs((found?.start ?? 0) - seconds)).toBeLessThanOrEqual(NEAR);
  });
});
