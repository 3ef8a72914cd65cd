import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSrt, type Cue } from '@switchyard/subtitles';
import { SENTENCES } from './sentences';

/** A film without and with subtitles in its picture. */
export interface Film {
  name: 'clean' | 'hard';
  bare: string;
  subtitled: string;
  cues: Cue[];
  seconds: number;
}

const SECONDS = 15;
export const SIZE = { width: 1280, height: 720 };
/** Where subtitles stand. */
export const AREA = [100, 560, 1180, 710] as const;

const PICTURES = {
  clean: `gradients=s=1280x720:r=25:d=${SECONDS}:n=4:seed=11:speed=0.012:c0=0x0b132b:c1=0x1c5d99:c2=0x2a9d8f:c3=0x8d6a9f`,
  hard: `mandelbrot=s=1280x720:r=25:maxiter=300,trim=duration=${SECONDS},noise=alls=18:allf=t`,
} as const;
const CODEC = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '16', '-pix_fmt', 'yuv420p', '-c:a', 'copy'];

/** Films over a calm and over a hard background, made on first use. */
export function films(directory: string): Film[] {
  mkdirSync(directory, { recursive: true });
  return (['clean', 'hard'] as const).map((name) => film(name, directory));
}

function film(name: Film['name'], directory: string): Film {
  const [bare, subtitled] = [join(directory, `${name}.mkv`), join(directory, `${name}-subtitled.mkv`)];
  const cues = SENTENCES.slice(0, 5).map((text, at) => ({ start: 0.8 + at * 2.8, end: 3 + at * 2.8, text }));
  if (!existsSync(subtitled)) {
    const ffmpeg = (...args: string[]): unknown =>
      execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { cwd: directory });
    writeFileSync(join(directory, 'cues.srt'), writeSrt(cues));
    const sound = ['-f', 'lavfi', '-i', `sine=f=330:d=${SECONDS}`];
    const lossless = ['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '0', '-pix_fmt', 'yuv420p', '-c:a', 'flac'];
    ffmpeg('-f', 'lavfi', '-i', PICTURES[name], ...sound, '-t', String(SECONDS), ...lossless, 'source.mkv');
    ffmpeg('-i', 'source.mkv', ...CODEC, bare);
    const style = 'FontName=DejaVu Sans,FontSize=17,Outline=1.2,MarginV=24';
    ffmpeg('-i', 'source.mkv', '-vf', `subtitles=cues.srt:force_style='${style}'`, ...CODEC, subtitled);
  }
  return { name, bare, subtitled, cues, seconds: SECONDS };
}
