import { open } from 'node:fs/promises';
import { InputRejectedError } from '@switchyard/contracts';
import { decodeText } from '@switchyard/subtitles';

/** Thousands of pages. */
const MOST_BYTES = 8 * 1024 * 1024;

/** The text of a file in whatever encoding it is. */
export async function readText(path: string, signal: AbortSignal): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > MOST_BYTES) throw new InputRejectedError(`the text has ${size} bytes, more than ${MOST_BYTES}`);
    return decodeText(await file.readFile({ signal }));
  } finally {
    await file.close();
  }
}
