import { InputRejectedError } from '@switchyard/contracts';
import { decodeText, leniently, parseSegments, type Cue } from '@switchyard/subtitles';
import { open } from 'node:fs/promises';

/** Hundreds of hours of speech; more would keep the event loop from its heartbeats. */
export const MAX_SEGMENT_BYTES = 32 * 1024 * 1024;

/** The segments of a JSON file as cues, and what of them could not be read. */
export async function readSegments(path: string, signal: AbortSignal): Promise<{ cues: Cue[]; faults: string[] }> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > MAX_SEGMENT_BYTES) {
      throw new InputRejectedError(`the segments file has ${size} bytes, more than ${MAX_SEGMENT_BYTES}`);
    }
    const text = decodeText(await file.readFile({ signal }));
    return leniently((report) => parseSegments(text, report));
  } finally {
    await file.close();
  }
}
