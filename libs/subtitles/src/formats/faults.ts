import { InputRejectedError } from '@switchyard/contracts';

/** Learns what is wrong with one cue of a file; unless it throws, reading goes on. */
export type Report = (fault: InputRejectedError) => void;

/** The first fault ends the reading. */
export const raise: Report = (fault) => {
  throw fault;
};

/** What `read` gives, or nothing where it finds a fault that is only reported. */
export function attempt<T>(read: () => T, report: Report): T[] {
  try {
    return [read()];
  } catch (error) {
    if (!(error instanceof InputRejectedError) || error instanceof TooManyFaultsError) throw error;
    report(error);
    return [];
  }
}

/** Ends the reading, because `attempt` does not report it. */
class TooManyFaultsError extends InputRejectedError {
  constructor(first: InputRejectedError) {
    super(`more than ${MOST_FAULTS} faults, the first: ${first.message}`);
  }
}

/** Faults that are told one by one. */
const MOST_TOLD = 5;
/** With more faults it is no subtitle file; each costs time. */
const MOST_FAULTS = 500;

/**
 * Reads what can be read: bad cues are left out and told in `faults`. A file in which nothing is good is refused with its first
 * fault.
 */
export function leniently<T>(read: (report: Report) => T[]): { cues: T[]; faults: string[] } {
  const faults: InputRejectedError[] = [];
  const cues = read((fault) => {
    faults.push(fault);
    if (faults.length > MOST_FAULTS) throw new TooManyFaultsError(faults[0] ?? fault);
  });
  if (cues.length === 0 && faults[0]) throw faults[0];
  const told = faults.slice(0, MOST_TOLD).map(({ message }) => message);
  const rest = faults.length - told.length;
  return { cues, faults: rest > 0 ? [...told, `${rest} more faults of this kind`] : told };
}
