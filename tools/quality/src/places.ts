import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..', '..', '..');
/** What is made and kept between two runs. */
export const SCRATCH = join(ROOT, '.switchyard', 'quality');
export const MODELS = join(ROOT, '.switchyard', 'models');
/** Of each engine, ours and theirs. */
export const THREADS = 2;
