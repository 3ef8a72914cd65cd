import { InputRejectedError } from '@switchyard/contracts';
import { parseSegments, type Cue } from '@switchyard/subtitles';
import { open } from 'node:fs/promises';

/** Hundreds of hours of speech; more would keep the event loop from its heartbeats. */
export const MAX_SEGMENT_BYTES = 32 * 1024 * 1024;

/** The segments of a JSON file as cues. */
export async function readSegments(path: string, signal: AbortSignal): Promise<Cue[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > MAX_SEGMENT_BYTES) {
      throw new InputRejectedError(`the segments file has ${size} bytes, more than ${MAX_SEGMENT_BYTES}`);
    }
    return parseSegments(await file.readFile({ encoding: 'utf8', signal }));
  } finally {
    await file.close();
  }
}
