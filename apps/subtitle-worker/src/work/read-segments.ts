import { InputRejectedError } from '@switchyard/contracts';
import {
  decodeText,
  leniently,
  parseSegments,
  parseTurns,
  parseWords,
  type Cue,
  type SpeakerTurn,
  type Word,
} from '@switchyard/subtitles';
import { open } from 'node:fs/promises';

/** Hundreds of hours of speech. */
export const MAX_SEGMENT_BYTES = 32 * 1024 * 1024;

/** What a list holds, and what of it could not be read. */
interface Read<T> {
  cues: T[];
  faults: string[];
}

/** The path of a JSON file, or the list that was given in the request. */
type Given = string | readonly object[];

/** Segments as cues. */
export const readSegments = async (from: Given, signal: AbortSignal): Promise<Read<Cue>> => {
  const text = await textOf(from, 'segments', signal);
  return leniently((report) => parseSegments(text, report));
};

/** The turns of a diarization. */
export const readTurns = async (from: Given, signal: AbortSignal): Promise<Read<SpeakerTurn>> => {
  const text = await textOf(from, 'diarization', signal);
  return leniently((report) => parseTurns(text, report));
};

/** Words with times: a list of them, or those of segments. */
export const readWords = async (from: Given, signal: AbortSignal): Promise<Read<Word>> => {
  const text = await textOf(from, 'words', signal);
  return leniently((report) => parseWords(text, report));
};

/** Plain text in any encoding. */
export const readText = (path: string, signal: AbortSignal): Promise<string> => textOf(path, 'text', signal);

async function textOf(from: Given, what: string, signal: AbortSignal): Promise<string> {
  if (typeof from !== 'string') return JSON.stringify(from);
  const file = await open(from);
  try {
    const { size } = await file.stat();
    if (size > MAX_SEGMENT_BYTES) {
      throw new InputRejectedError(`the ${what} file has ${size} bytes, more than ${MAX_SEGMENT_BYTES}`);
    }
    return decodeText(await file.readFile({ signal }));
  } finally {
    await file.close();
  }
}
