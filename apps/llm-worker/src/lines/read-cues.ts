import { InputRejectedError } from '@switchyard/contracts';
import { leniently, parseSubtitles, subtitleFormatOf, type Cue } from '@switchyard/subtitles';
import { readText } from '../text/read-text';

/** The cues of a file of segments or subtitles, and what of it could not be read. */
export async function readCues(path: string, signal: AbortSignal): Promise<{ cues: Cue[]; faults: string[] }> {
  const text = await readText(path, signal);
  const read = leniently((report) => parseSubtitles(text, subtitleFormatOf(text) ?? 'json', report));
  if (!read.cues.some((cue) => cue.text.trim() !== '')) throw new InputRejectedError('the segments have no text');
  return read;
}
