import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSrt, writeTextBoxes } from '@switchyard/subtitles';
import type { PictureSize } from './subtitles/in-picture';
import type { ReadCue } from './subtitles/merge-readings';

export interface SubtitleFiles {
  srt_file: string;
  json_file: string;
  boxes_file?: string;
  cue_count: number;
}

/** Writes subtitles that were read as SRT and JSON, and where they stand in a picture whose size is known. */
export async function writeSubtitleFiles(
  cues: ReadCue[],
  directory: string,
  picture?: PictureSize,
): Promise<SubtitleFiles> {
  const srt_file = join(directory, 'subtitles.srt');
  const json_file = join(directory, 'subtitles.json');
  await writeFile(srt_file, writeSrt(cues));
  await writeFile(json_file, `${JSON.stringify(cues.map(rounded), null, 2)}\n`);
  const files = { srt_file, json_file, cue_count: cues.length };
  if (!picture) return files;
  const boxes_file = join(directory, 'text_boxes.json');
  const texts = cues.map(({ start, end, boxes = [] }) => ({ start, end, boxes }));
  await writeFile(boxes_file, writeTextBoxes({ ...picture, texts }));
  return { ...files, boxes_file };
}

const rounded = ({ start, end, text, confidence }: ReadCue): ReadCue => ({
  start: Math.round(start * 1000) / 1000,
  end: Math.round(end * 1000) / 1000,
  text,
  confidence: Math.round(confidence * 1e4) / 1e4,
});
