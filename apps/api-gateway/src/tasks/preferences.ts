import { TextField } from '@switchyard/contracts';

/** The longest that an answer is held back. */
const LONGEST_WAIT_SECONDS = 60;

/** What a client wishes of the answer to a submission. */
export class PreferHeader {
  @TextField({
    description: '`wait=30` holds the answer until the task has ended, for at most 60 seconds',
    maxLength: 1000,
    optional: true,
  })
  Prefer?: string;
}

/**
 * The seconds of `Prefer: wait=30`; `wait` alone asks for the longest wait. Preferences that are not understood are left out, as
 * RFC 7240 has it.
 */
export function waitIn(prefer = ''): number | undefined {
  for (const preference of prefer.split(',')) {
    const [, seconds] = /^\s*wait(?:\s*=\s*"?(\d{1,9})"?)?\s*(?:;|$)/i.exec(preference) ?? [undefined, undefined];
    if (/^\s*wait\s*(?:;|$)/i.test(preference)) return LONGEST_WAIT_SECONDS;
    if (seconds !== undefined) return Math.min(Number(seconds), LONGEST_WAIT_SECONDS);
  }
  return undefined;
}
