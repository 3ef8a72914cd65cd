import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSrt } from '@switchyard/subtitles';
import type { ReadCue } from './subtitles/merge-readings';

export interface SubtitleFiles {
  srt_file: string;
  json_file: string;
  cue_count: number;
}

/** Writes subtitles that were read as SRT and JSON. */
export async function writeSubtitleFiles(cues: ReadCue[], directory: string): Promise<SubtitleFiles> {
  const srt_file = join(directory, 'subtitles.srt');
  const json_file = join(directory, 'subtitles.json');
  await writeFile(srt_file, writeSrt(cues));
  await writeFile(json_file, `${JSON.stringify(cues.map(rounded), null, 2)}\n`);
  return { srt_file, json_file, cue_count: cues.length };
}

const rounded = ({ start, end, text, confidence }: ReadCue): ReadCue => ({
  start: Math.round(start * 1000) / 1000,
  end: Math.round(end * 1000) / 1000,
  text,
  confidence: Math.round(confidence * 1e4) / 1e4,
});
