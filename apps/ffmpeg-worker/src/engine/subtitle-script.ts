import { runFfmpeg } from '@switchyard/media';
import { writeAss } from '@switchyard/subtitles';
import { ownScript } from './own-script';
import { missingLetters, saidOf } from './missing-letters';
import { readSubtitles } from './read-subtitles';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A subtitle file as the renderer takes it: checked, under a name that needs no escaping. */
export interface SubtitleScript {
  file: string;
  /** What in it could not be read. */
  degraded: string[];
}

const SCRIPT = 'burn.ass';

/** Reads SRT, WebVTT or ASS, whatever the file is called, and writes it as ASS into `directory`; other files are refused. */
export async function subtitleScript(
  file: string,
  directory: string,
  { fontSize, signal }: { fontSize: number; signal: AbortSignal },
): Promise<SubtitleScript> {
  const { text, format, cues, faults } = await readSubtitles(file);
  if (format === 'ass') await copyStyled(text, directory, signal);
  else await writeFile(path.join(directory, SCRIPT), writeAss(cues, { fontSize, wrapped: true }));
  const missing = await missingLetters(cues, directory, signal);
  if (missing.length === 0) return { file: SCRIPT, degraded: faults };
  await leaveOut(missing, path.join(directory, SCRIPT));
  return { file: SCRIPT, degraded: [...faults, `${saidOf(missing)}; they are left out`] };
}

/**
 * An ASS file brings its own styles, which our reader leaves out; the demuxer is named, so that the text cannot choose another.
 * What ffmpeg makes of it is put behind a header of ours, without the fonts and pictures that such a file can hold.
 */
async function copyStyled(text: string, directory: string, signal: AbortSignal): Promise<void> {
  await writeFile(path.join(directory, 'read.ass'), text);
  const reading = ['-f', 'ass', '-protocol_whitelist', 'file', '-i', 'read.ass'];
  await runFfmpeg([...reading, '-c:s', 'ass', 'copy.ass'], { signal, cwd: directory });
  await writeFile(path.join(directory, SCRIPT), ownScript(await readFile(path.join(directory, 'copy.ass'), 'utf8')));
}

/** What no font has would be drawn as an empty box. */
async function leaveOut(letters: readonly string[], script: string): Promise<void> {
  const left = new Set(letters);
  const text = await readFile(script, 'utf8');
  await writeFile(script, [...text].filter((sign) => !left.has(sign)).join(''));
}
