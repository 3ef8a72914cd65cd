import { InputRejectedError } from '@switchyard/contracts';
import { runFfmpeg } from '@switchyard/media';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A subtitle file as the renderer takes it: checked, under a name that needs no escaping. */
export interface SubtitleScript {
  file: string;
  /** An ASS file brings its own styles. */
  styled: boolean;
}

const MOST_BYTES = 32 * 1024 * 1024;
const DEMUXER = { ass: 'ass', vtt: 'webvtt', srt: 'srt' } as const;

/** Reads SRT, WebVTT or ASS, whatever the file is called, and writes it as ASS into `directory`; other files are refused. */
export async function subtitleScript(file: string, directory: string, signal: AbortSignal): Promise<SubtitleScript> {
  const name = path.basename(file);
  const text = await readText(file, name);
  const format = formatOf(text);
  if (!format)
    throw new InputRejectedError(`${name} is not a subtitle file that can be read: it is no SRT, WebVTT or ASS`);
  await writeFile(path.join(directory, `read.${format}`), text);
  // The demuxer is named, so that nothing in the text can choose another one.
  const reading = ['-f', DEMUXER[format], '-protocol_whitelist', 'file', '-i', `read.${format}`];
  await runFfmpeg([...reading, '-c:s', 'ass', 'burn.ass'], { signal, cwd: directory });
  const cues = (await readFile(path.join(directory, 'burn.ass'), 'utf8')).match(/^Dialogue:/gm)?.length ?? 0;
  if (cues === 0) throw new InputRejectedError(`${name} holds no subtitles`);
  return { file: 'burn.ass', styled: format === 'ass' };
}

/** Tells the format of subtitles by what they look like. */
export function formatOf(text: string): keyof typeof DEMUXER | undefined {
  if (/^\s*\[Script Info\]/i.test(text)) return 'ass';
  if (/^WEBVTT([ \t\r\n]|$)/.test(text)) return 'vtt';
  return /^\s*(\d+\s*\r?\n)?\s*\d+:\d{2}:\d{2}[,.]\d+\s*-->/m.test(text.slice(0, 100_000)) ? 'srt' : undefined;
}

async function readText(file: string, name: string): Promise<string> {
  const { size } = await stat(file);
  if (size > MOST_BYTES) throw new InputRejectedError(`${name} is too large for a subtitle file (${size} bytes)`);
  const bytes = await readFile(file);
  const text = decoded(bytes);
  if (text === undefined || text.includes('\0')) throw new InputRejectedError(`${name} is not text in UTF-8 or UTF-16`);
  return text;
}

function decoded(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const utf16 =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
  try {
    return new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
