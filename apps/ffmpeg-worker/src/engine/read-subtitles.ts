import { InputRejectedError } from '@switchyard/contracts';
import { decodeText, leniently, parseSubtitles, subtitleFormatOf, type Cue } from '@switchyard/subtitles';
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
