import { missing, ok, warn, type Finding } from './check';
import { programOutput } from './program-output';

const LEAST_MAJOR = 5;
/** The first patch release of each series without the holes of https://ffmpeg.org/security.html; no number: the series gets none. */
const MENDED: Readonly<Record<string, number | undefined>> = {
  '5.0': undefined,
  '5.1': 6,
  '6.0': undefined,
  '6.1': 2,
  '7.0': 2,
  '7.1': 1,
};
const HOLES =
  'update it, unless your distribution says that its build carries the fixes: https://ffmpeg.org/security.html';
const GET = 'get it with: apt-get install ffmpeg, brew install ffmpeg, or make setup';
const FULL = 'this build is without it; take the ffmpeg of your distribution or of https://ffmpeg.org/download.html';

/** What the workers use of ffmpeg: name of the part, where ffmpeg lists it. */
const PARTS = [
  { list: '-encoders', name: 'libx264', use: 'video with burnt-in subtitles' },
  { list: '-encoders', name: 'libmp3lame', use: 'mp3 audio' },
  { list: '-encoders', name: 'libopus', use: 'opus audio' },
  { list: '-encoders', name: 'flac', use: 'flac audio' },
  { list: '-filters', name: 'ass', use: 'burnt-in subtitles (libass)' },
  { list: '-filters', name: 'loudnorm', use: 'loudness normalisation' },
] as const;

/** ffmpeg and ffprobe are here, new enough, and have what the workers use. */
export async function checkFfmpeg(): Promise<Finding[]> {
  const [ffmpeg, ffprobe] = await Promise.all(['ffmpeg', 'ffprobe'].map(programFinding));
  const parts = ffmpeg?.state === 'ok' ? await partFindings() : [];
  return [ffmpeg, ffprobe].filter((finding) => finding !== undefined).concat(parts);
}

async function programFinding(name: string): Promise<Finding> {
  const text = await programOutput(name, ['-version']);
  return text === undefined ? missing(name, 'not found in PATH', GET) : versionFinding(name, text);
}

/** What a first line such as `ffmpeg version 5.1.9-0+deb12u1 Copyright …` says. */
export function versionFinding(name: string, text: string): Finding {
  const version = /version (\S+)/.exec(text)?.[1] ?? 'of an unknown version';
  const major = /^n?(\d+)\./.exec(version)?.[1];
  if (major === undefined)
    return warn(name, `${version}: a build without a version number`, `it must be ${LEAST_MAJOR} or newer`);
  if (Number(major) < LEAST_MAJOR) return missing(name, `${version}; ${LEAST_MAJOR} or newer is needed`, GET);
  return hasHoles(version) ? warn(name, `${version}: a version with known security holes`, HOLES) : ok(name, version);
}

function hasHoles(version: string): boolean {
  const [, series = '', patch = '0'] = /^n?(\d+\.\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return Object.hasOwn(MENDED, series) && Number(patch) < (MENDED[series] ?? Infinity);
}

async function partFindings(): Promise<Finding[]> {
  const [encoders = '', filters = ''] = await Promise.all(
    ['-encoders', '-filters'].map((list) => programOutput('ffmpeg', ['-hide_banner', list])),
  );
  const absent = PARTS.filter(({ list, name }) => !lists(list === '-encoders' ? encoders : filters, name));
  if (absent.length === 0) return [ok('ffmpeg parts', PARTS.map(({ name }) => name).join(', '))];
  return absent.map(({ name, use }) => missing(`ffmpeg ${name}`, `not in this build; needed for ${use}`, FULL));
}

/** Whether a line of `ffmpeg -encoders` or `-filters` is about a name: ` V....D libx264   H.264 …`. */
export const lists = (text: string, name: string): boolean =>
  text.split('\n').some((line) => line.trim().split(/\s+/)[1] === name);
