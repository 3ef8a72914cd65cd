const FULL = ['ENOSPC', 'EDQUOT'];
const ABSENT = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'];

export const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));

/** Nothing is there under this name. */
export const isAbsent = (error: unknown): boolean => hasCode(error, ABSENT);

/** The disk or the quota is used up. */
export const isFull = (error: unknown): boolean => hasCode(error, FULL);
