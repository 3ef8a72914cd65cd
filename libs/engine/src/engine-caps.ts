import { withOwnLimits } from './process-limits';

const STANDARD_SECONDS = 172_800;

/** The longest media that a task may read, in seconds: the worker's `MAX_MEDIA_SECONDS`. */
export const mostMediaSeconds = (): number => Number(process.env.MAX_MEDIA_SECONDS) || STANDARD_SECONDS;

/** The largest file that this engine may write. */
export const mostFileBytes = (): number => withOwnLimits({}).fileBytes ?? Infinity;
