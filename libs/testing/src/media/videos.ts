import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedFile, ffmpeg, madeByFfmpeg } from './cached-file';

/** The pitches of the two audio tracks of `videoWithAudio`, in Hz. */
export const TRACK_PITCHES = [220, 880] as const;

const SMALL = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
const AUDIO = ['-c:a', 'aac', '-b:a', '64k'];

const pattern = (seconds: number, size: string): string[] => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=s=${size}:r=25:d=${seconds}`,
];

/** 320×240, 25 fps, two audio tracks of one pure tone each. */
export function videoWithAudio({ seconds = 4 } = {}): Promise<string> {
  const tones = TRACK_PITCHES.flatMap((pitch) => ['-f', 'lavfi', '-i', `sine=f=${pitch}:d=${seconds}:r=44100`]);
  const maps = ['-map', '0:v', '-map', '1:a', '-map', '2:a'];
  return madeByFfmpeg('video-with-audio.mp4', [...pattern(seconds, '320x240'), ...tones, ...maps, ...SMALL, ...AUDIO]);
}

export const videoWithoutAudio = ({ seconds = 4, size = '320x240' } = {}): Promise<string> =>
  madeByFfmpeg('video-without-audio.mp4', [...pattern(seconds, size), ...SMALL]);

/** Made in a moment by repeating 5 s; decoding or encoding all its pictures takes many times as long. */
export async function longVideo({ seconds = 250, size = '1280x720' } = {}): Promise<string> {
  const clip = await madeByFfmpeg('clip.mp4', [...pattern(5, size), ...SMALL, '-crf', '36']);
  const repeats = String(Math.ceil(seconds / 5) - 1);
  return madeByFfmpeg('long-video.mp4', ['-stream_loop', repeats, '-i', clip, '-c', 'copy']);
}

/** Three hours of silence and a picture a minute, one word in the one of the first hour; made in seconds. */
export function threeHourVideo(): Promise<string> {
  const [picture, silence] = ['color=navy:s=320x180:r=1/60:d=10800', 'anullsrc=r=8000:cl=mono:d=10800'];
  const word = `drawtext=font='DejaVu Sans':text=HELLO:fontsize=36:fontcolor=white:x=(w-tw)/2:y=120:enable='between(t,3590,3610)'`;
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', silence];
  return madeByFfmpeg('three-hours.mkv', [...inputs, '-vf', word, ...SMALL, '-c:a', 'flac']);
}

/** A video stream without a single picture. */
export const videoOfNoLength = (): Promise<string> =>
  madeByFfmpeg('no-length.avi', [...pattern(1, '160x90'), '-t', '0', '-c:v', 'rawvideo']);

/** Plain pictures of 2 s each, so that the scene changes at 2 s, 4 s, … and nowhere else. */
export function sceneVideo(colours: readonly string[] = ['navy', 'orange', 'white']): Promise<string> {
  const inputs = colours.flatMap((colour) => ['-f', 'lavfi', '-i', `color=${colour}:s=320x240:r=25:d=2`]);
  const graph = `${colours.map((_, at) => `[${at}]`).join('')}concat=n=${colours.length}[v]`;
  return madeByFfmpeg('scene-video.mp4', [...inputs, '-filter_complex', graph, '-map', '[v]', ...SMALL]);
}

/** A buzz at the pitch of a voice with four syllables a second; no words, and no silence detector takes it for noise. */
export const speechLikeTone = ({ seconds = 3, extension = 'wav' } = {}): Promise<string> =>
  madeByFfmpeg(`speech-like.${extension}`, [
    '-f',
    'lavfi',
    '-i',
    `aevalsrc='(0.5+0.5*sin(2*PI*4*t))*(0.3*sin(2*PI*140*t)+0.2*sin(2*PI*700*t)+0.1*sin(2*PI*1200*t))':d=${seconds}:s=16000`,
  ]);

/** An audio stream without a single sample. */
export const soundOfNoLength = (): Promise<string> =>
  madeByFfmpeg('no-length.wav', ['-f', 'lavfi', '-i', 'sine=440:d=1', '-t', '0']);

/** A subtitle that is burnt into a video. */
export interface TrueCue {
  start: number;
  end: number;
  text: string;
}

const CUES: readonly TrueCue[] = [
  { start: 1, end: 3.2, text: 'The signal turns to green.' },
  { start: 3.8, end: 5.6, text: 'Every train has its own track.' },
  { start: 6.4, end: 8.6, text: 'Nobody waits for platform 9.' },
  { start: 9.2, end: 11.2, text: 'Switchyard never sleeps.' },
];

/** Slow colours under a game of life out of focus: never the same behind the text, and no letters of its own. */
function movingBackground(seconds: number): { inputs: string[]; graph: string } {
  const colours = `gradients=s=320x180:r=25:d=${seconds}:n=4:seed=11:speed=0.012:c0=0x0b132b:c1=0x1c5d99:c2=0x2a9d8f:c3=0x8d6a9f`;
  const life = 'life=s=80x45:r=6:mold=12:life_color=0xffffff:death_color=0x101010:seed=7:ratio=0.15';
  const blurred = `[1]fps=25,scale=320:180:flags=bicubic,gblur=5,tmix=frames=8,format=gbrp[life];[0]format=gbrp[colours]`;
  const blended = '[colours][life]blend=all_mode=screen:all_opacity=0.55,scale=640:360,format=yuv420p[picture]';
  return { inputs: ['-f', 'lavfi', '-i', colours, '-f', 'lavfi', '-i', life], graph: `${blurred};${blended}` };
}

/** A moving picture of 640×360 with subtitles in it, on whole frames of 25 fps, and the truth about them. */
export async function subtitledVideo(cues: readonly TrueCue[] = CUES): Promise<{ path: string; truth: TrueCue[] }> {
  const seconds = Math.ceil((cues.at(-1)?.end ?? 1) + 0.5);
  const { inputs, graph } = movingBackground(seconds);
  const drawn = `${graph};[picture]subtitles=truth.srt:force_style='FontName=DejaVu Sans,FontSize=18,Outline=1.2,MarginV=22'[v]`;
  const args = [...inputs, '-filter_complex', drawn, '-map', '[v]', '-t', String(seconds), ...SMALL, '-crf', '18'];
  const path = await cachedFile('subtitled-video.mp4', [args, cues], async (target) => {
    const directory = await mkdtemp(join(tmpdir(), 'switchyard-media-'));
    try {
      await writeFile(join(directory, 'truth.srt'), srtOf(cues));
      await ffmpeg([...args, target], directory);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
  return { path, truth: [...cues] };
}

/** The same kind of picture without any text. */
export async function textlessVideo({ seconds = 5 } = {}): Promise<string> {
  const { inputs, graph } = movingBackground(seconds);
  const args = [...inputs, '-filter_complex', graph, '-map', '[picture]', '-t', String(seconds), ...SMALL];
  return madeByFfmpeg('textless-video.mp4', args);
}

/** A file with these subtitles; written here because the truth must not come from the code under test. */
export const subtitleFile = (cues: readonly TrueCue[] = CUES): Promise<string> =>
  cachedFile('subtitles.srt', cues, (path) => writeFile(path, srtOf(cues)));

const srtOf = (cues: readonly TrueCue[]): string =>
  cues.map(({ start, end, text }, at) => `${at + 1}\n${srtTime(start)} --> ${srtTime(end)}\n${text}\n`).join('\n');

const srtTime = (seconds: number): string =>
  new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23).replace('.', ',');

/** A directory of JPEG pictures of the subtitled video, two a second. */
export async function subtitledPictures(): Promise<string> {
  const { path } = await subtitledVideo();
  return cachedFile('subtitled-pictures', path, async (directory) => {
    await mkdir(directory);
    await ffmpeg(['-i', path, '-vf', 'fps=2', '-q:v', '2', 'picture_%03d.jpg'], directory);
  });
}

/** A directory with one picture of the subtitle area per subtitle and `manifest.json`, as cropping a video gives them. */
export async function croppedSubtitles(): Promise<{ path: string; truth: TrueCue[] }> {
  const { path: video, truth } = await subtitledVideo();
  const path = await cachedFile('cropped-subtitles', video, async (directory) => {
    await mkdir(directory);
    const frames = truth.map(({ start, end }, at) => ({ file: `${at}.png`, start, end }));
    for (const { file, start, end } of frames) {
      const at = String((start + end) / 2);
      await ffmpeg(
        ['-ss', at, '-i', video, '-vf', 'crop=640:60:0:290', '-frames:v', '1', '-update', '1', file],
        directory,
      );
    }
    await writeFile(join(directory, 'manifest.json'), JSON.stringify({ area: [0, 290, 640, 350], fps: 4, frames }));
  });
  return { path, truth };
}
