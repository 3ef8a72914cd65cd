import { InputRejectedError } from '@switchyard/contracts';
import {
  decodeText,
  leniently,
  parseStretches,
  parseSubtitles,
  subtitleFormatOf,
  type Cue,
  type Stretch,
} from '@switchyard/subtitles';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

const MOST_BYTES = 32 * 1024 * 1024;

/** What a subtitle file holds. */
interface ReadSubtitles {
  text: string;
  format: 'srt' | 'vtt' | 'ass';
  cues: Cue[];
  /** What in it could not be read. */
  faults: string[];
}

/** Reads SRT, WebVTT or ASS, whatever the file is called; other files, and those without subtitles, are refused. */
export async function readSubtitles(file: string): Promise<ReadSubtitles> {
  const name = path.basename(file);
  const text = await readText(file, name);
  const format = subtitleFormatOf(text);
  if (!format)
    throw new InputRejectedError(`${name} is not a subtitle file that can be read: it is no SRT, WebVTT or ASS`);
  const { cues, faults } = leniently((report) => parseSubtitles(text, format, report));
  if (cues.length === 0) throw new InputRejectedError(`${name} holds no subtitles`);
  return { text, format, cues, faults };
}

/** The times in a file of subtitles, or in the JSON of segments or of a diarization. */
export async function readStretches(file: string): Promise<{ cues: Stretch[]; faults: string[] }> {
  const name = path.basename(file);
  const text = await readText(file, name);
  if (subtitleFormatOf(text)) return readSubtitles(file);
  try {
    return leniently((report) => parseStretches(text, report));
  } catch (error) {
    if (!(error instanceof InputRejectedError)) throw error;
    throw new InputRejectedError(`${name} holds neither subtitles nor segments: ${error.message}`);
  }
}

async function readText(file: string, name: string): Promise<string> {
  const { size } = await stat(file);
  if (size > MOST_BYTES) throw new InputRejectedError(`${name} is too large for a subtitle file (${size} bytes)`);
  try {
    return decodeText(await readFile(file));
  } catch (error) {
    throw error instanceof InputRejectedError
      ? new InputRejectedError(`${name} cannot be read: ${error.message}`)
      : error;
  }
}
