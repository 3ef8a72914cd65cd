const FULL = ['ENOSPC', 'EDQUOT'];
/** A share that gives up by itself: NFS with `soft`, FUSE without its server. */
const AWAY = ['EIO', 'ENOTCONN', 'ECONNABORTED', 'ESTALE', 'ETIMEDOUT', 'EHOSTDOWN'];
const ABSENT = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'];

export const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));

/** Nothing is there under this name. */
export const isAbsent = (error: unknown): boolean => hasCode(error, ABSENT);

/** The disk or the quota is used up. */
export const isFull = (error: unknown): boolean => hasCode(error, FULL);

/** The server of a share does not answer. */
export const isAway = (error: unknown): boolean => hasCode(error, AWAY);
