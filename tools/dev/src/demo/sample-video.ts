import { writeSrt, type Cue } from '@switchyard/subtitles';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findVoice, type Voice } from './speech';
import { run, type ToolPlace } from './tools';

export interface SampleVideo {
  video: string;
  /** SRT of what is burnt in, to the frame. */
  truth: string;
  /** No voice was found to speak the text. */
  isSilent: boolean;
  /** How it was made; missing when it was there already. */
  made?: string;
}

const SENTENCES = [
  'Welcome to Switchyard.',
  'It runs media and AI work on your own machines.',
  'You name a task and its input.',
  'The right worker takes it and does the work.',
  'This text is burnt into a moving picture.',
  'A model reads it back, one change at a time.',
  'If a worker dies, another one goes on.',
  'That is all. Now try a video of your own.',
];
const SECONDS = 30;
const FPS = 25;
/** Beside a sample in which nothing is said. */
const SILENT = 'sample.silent';
/** Silence before the first and after the last sentence, in seconds. */
const MARGIN = 0.8;

/** Slow colours under a game of life out of focus: pretty, and never the same behind the text. */
const COLOURS = `gradients=s=320x180:r=${FPS}:d=${SECONDS}:type=circular:n=4:seed=11:speed=0.012:c0=0x0b132b:c1=0x1c5d99:c2=0x2a9d8f:c3=0x8d6a9f`;
const LIFE = 'life=s=80x45:r=6:mold=12:life_color=0xffffff:death_color=0x101010:seed=7:ratio=0.15';
const PICTURE = [
  `[1]fps=${FPS},scale=320:180:flags=bicubic,gblur=5,tmix=frames=8,format=gbrp[life]`,
  '[0]format=gbrp[colours]',
  '[colours][life]blend=all_mode=screen:all_opacity=0.55,scale=1280:720:flags=bicubic,format=yuv420p[picture]',
  "[picture]subtitles=sample.srt:force_style='FontName=DejaVu Sans,FontSize=17,Outline=1.2,MarginV=24'[v]",
];
const BITEXACT = ['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'];

/** The video of the demo, made on first use: the same on every run with the same ffmpeg. */
export async function sampleVideo(
  directory: string,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<SampleVideo> {
  const sample = { video: join(directory, 'sample.mp4'), truth: join(directory, 'sample.srt') };
  const silent = join(directory, SILENT);
  if (existsSync(sample.video) && existsSync(sample.truth)) return { ...sample, isSilent: existsSync(silent) };
  await mkdir(directory, { recursive: true });
  const cwd = await mkdtemp(join(directory, 'making-'));
  try {
    const { description: made, isSilent } = await make({ cwd, signal }, onProgress);
    await rm(silent, { force: true });
    if (isSilent) await writeFile(silent, '');
    await rename(join(cwd, 'sample.srt'), sample.truth);
    await rename(join(cwd, 'sample.mp4'), sample.video);
    return { ...sample, made, isSilent };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

async function make(place: ToolPlace, onProgress: (fraction: number) => void): Promise<Voice> {
  const voice = await findVoice(place);
  const files: string[] = [];
  for (const [index, sentence] of SENTENCES.entries()) files.push(await voice.speak(sentence, `s${index}`, place));
  const lengths = await Promise.all(files.map((file) => secondsOf(file, place)));
  const cues = spread(lengths);
  await writeFile(join(place.cwd, 'sample.srt'), writeSrt(cues));
  const inputs = [
    ...['-f', 'lavfi', '-i', COLOURS, '-f', 'lavfi', '-i', LIFE],
    ...files.flatMap((file) => ['-i', file]),
  ];
  const graph = [...PICTURE, ...soundOf(cues)].join(';');
  const codecs = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-c:a', 'aac', '-b:a', '96k'];
  const target = ['-map', '[v]', '-map', '[a]', '-t', String(SECONDS), ...codecs, ...BITEXACT, 'sample.mp4'];
  await run(
    'ffmpeg',
    ['-v', 'error', '-y', '-progress', 'pipe:1', ...inputs, '-filter_complex', graph, ...target],
    place,
    (line) => {
      const [, microseconds] = /^out_time_us=(\d+)$/.exec(line) ?? [];
      if (microseconds) onProgress(Number(microseconds) / 1e6 / SECONDS);
    },
  );
  return voice;
}

async function secondsOf(file: string, place: ToolPlace): Promise<number> {
  const args = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file];
  return Number(await run('ffprobe', args, place));
}

/** Each sentence as long as it is spoken, with even pauses, on whole frames: what is shown is what the truth says. */
export function spread(lengths: readonly number[]): Cue[] {
  const spoken = lengths.reduce((sum, length) => sum + length, 0);
  const pause = Math.max(0.2, (SECONDS - 2 * MARGIN - spoken) / (lengths.length - 1));
  let at = MARGIN;
  return lengths.map((length, index) => {
    const cue = { start: toFrame(at), end: toFrame(at + length), text: SENTENCES[index] ?? '' };
    at += length + pause;
    return cue;
  });
}

const toFrame = (seconds: number): number => Math.round(seconds * FPS) / FPS;

function soundOf(cues: readonly Cue[]): string[] {
  const delayed = cues.map(({ start }, index) => {
    const ms = Math.round(start * 1000);
    return `[${index + 2}]aresample=48000,aformat=channel_layouts=mono,adelay=${ms}[s${index}]`;
  });
  const all = cues.map((_, index) => `[s${index}]`).join('');
  return [...delayed, `${all}amix=inputs=${cues.length}:normalize=0,apad=whole_dur=${SECONDS}[a]`];
}
