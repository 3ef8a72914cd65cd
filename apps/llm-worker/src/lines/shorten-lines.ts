import { UnusableReplyError } from '../json/unusable-reply-error';
import type { MeteredModel } from '../usage';
import { rewriteLines, type LineProgress, type LineWork } from './rewrite-lines';

const SHORTER =
  'These lines are in the right language already, but too long to be read in the time they stand. Say the same in fewer words, in the same language.';

/** Asks once more for the lines that are too long; one that does not get shorter stays as it is. */
export async function shortenLines(
  work: LineWork,
  isTooLong: (line: string, at: number) => boolean,
  metered: MeteredModel,
  run: LineProgress,
): Promise<readonly string[]> {
  // Empty lines are not asked for.
  const long = work.lines.map((line, at) => (isTooLong(line, at) ? line : ''));
  if (long.every((line) => line === '')) return work.lines;
  const again: LineWork = {
    ...{ ...work, lines: long, overlap: 0, maxRetries: 0, instruction: `${work.instruction} ${SHORTER}` },
    refuse: (source, line) => (line.length < source.length ? undefined : 'it is no shorter'),
  };
  try {
    const { lines } = await rewriteLines(again, metered, run);
    return work.lines.map((line, at) => lines[at] || line);
  } catch (error) {
    if (error instanceof UnusableReplyError) return work.lines;
    throw error;
  }
}
