import type { MuxInput } from '@switchyard/contracts';
import type { MediaInfo } from '@switchyard/media';
import { fitTimes, writeSrt } from '@switchyard/subtitles';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Part } from './mux';
import { readSubtitles } from './read-subtitles';

type Container = MuxInput['container'];

/** The text codec of a container. */
const TEXT: Readonly<Record<Container, string>> = { mp4: 'mov_text', mkv: 'subrip' };
/** Subtitles that are text, which MP4 holds in a form of its own; others are pictures, which it does not hold. */
const WRITTEN = ['subrip', 'ass', 'ssa', 'mov_text', 'webvtt', 'text'];
const SCRIPT = 'track.srt';

/** The subtitle tracks that the video has already. */
export function keptSubtitles(info: MediaInfo, container: Container): { part: Part; count: number } {
  const all = info.streams.filter(({ type }) => type === 'subtitle');
  const kept = container === 'mkv' ? all : all.filter(({ codec }) => WRITTEN.includes(codec));
  const maps = kept.flatMap(({ index, codec }, at) => {
    const stays = container === 'mkv' && codec !== 'mov_text';
    return ['-map', `0:${index}`, `-c:s:${at}`, stays ? 'copy' : TEXT[container]];
  });
  const lost = all.length - kept.length;
  const degraded = lost > 0 ? [`${lost} subtitle tracks are pictures, which MP4 does not hold; they are left out`] : [];
  return { part: { inputs: [], filters: [], maps, degraded }, count: kept.length };
}

interface Place {
  /** Length of the video; nothing is shown after it. */
  seconds: number;
  tempDir: string;
  /** Number of the input that the subtitles become. */
  next: number;
  /** Subtitle tracks that come before. */
  before: number;
}

/** The subtitles of a file as a track. */
export async function newSubtitles(input: MuxInput, file: string, place: Place): Promise<Part> {
  const { cues, faults } = await readSubtitles(file);
  // MP4 shows one text at a time.
  const rules = { minGap: 0, audioDuration: place.seconds, parted: input.container === 'mp4' };
  const shown = fitTimes(cues, rules);
  await writeFile(path.join(place.tempDir, SCRIPT), writeSrt(shown));
  const late = cues.length - shown.length;
  const own = `s:${place.before}`;
  const maps = ['-map', `${place.next}:0`, `-c:${own}`, TEXT[input.container]];
  if (input.subtitle_language) maps.push(`-metadata:s:${own}`, `language=${input.subtitle_language}`);
  const title = input.container === 'mp4' ? 'handler_name' : 'title';
  if (input.subtitle_title) maps.push(`-metadata:s:${own}`, `${title}=${input.subtitle_title}`);
  maps.push(`-disposition:${own}`, input.subtitle_default ? 'default' : '0');
  return {
    inputs: ['-protocol_whitelist', 'file', '-f', 'srt', '-i', SCRIPT],
    filters: [],
    maps,
    degraded: [...faults, ...(late > 0 ? [`${late} subtitles begin after the end of the video and are left out`] : [])],
  };
}
