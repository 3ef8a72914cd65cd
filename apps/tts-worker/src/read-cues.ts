import { readFile, stat } from 'node:fs/promises';
import { InputRejectedError } from '@switchyard/contracts';
import { decodeText, leniently, parseSubtitles, subtitleFormatOf, type Cue } from '@switchyard/subtitles';

/** Far more than the subtitles of a day. */
const MOST_BYTES = 32 * 1024 ** 2;

/** The cues of a file of any known form, in the order of their starts, and what was wrong with it. */
export async function readCues(path: string): Promise<{ cues: Cue[]; faults: string[] }> {
  const { size } = await stat(path);
  if (size > MOST_BYTES) throw new InputRejectedError(`subtitle_path: it has ${size} bytes, which no subtitles have`);
  const text = decodeText(await readFile(path));
  const format = subtitleFormatOf(text) ?? (/^\s*[[{]/.test(text) ? 'json' : undefined);
  if (!format) throw new InputRejectedError('subtitle_path: it holds no SRT, WebVTT, ASS or JSON segments');
  const { cues, faults } = leniently((report) => parseSubtitles(text, format, report));
  if (cues.length === 0) throw new InputRejectedError('subtitle_path: it holds no subtitle');
  return { cues: cues.toSorted((a, b) => a.start - b.start), faults };
}
