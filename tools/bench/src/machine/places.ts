import { join, resolve } from 'node:path';

/** The repository; this file lies in `tools/bench/dist/machine`. */
export const ROOT = resolve(__dirname, '../../../..');
/** What belongs to this machine and not to the repository. */
export const SCRATCH = join(ROOT, '.switchyard');
/** `make setup` puts the programs here that the system does not have. */
export const BIN = join(SCRATCH, 'bin');
