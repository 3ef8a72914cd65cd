import { InvalidRequestError, RequestError } from '@switchyard/contracts';
import { PathProblem, formatSharePath, isHidden, parseSharePath } from '@switchyard/storage';

/** The names of a path in a URL: `/v1/files/share/a` and `/v1/files/a` mean the same file. */
export function namesInUrl(path: string): string[] {
  const relative = path.replace(/^\/+/, '');
  return translating(() => parseSharePath(/^share(\/|$)/.test(relative) ? `/${relative}` : relative));
}

/** A file that can be served: not hidden, not the root. */
export function servable(names: string[]): string {
  if (names.length === 0 || isHidden(names)) throw fileNotFound(names);
  return formatSharePath(names);
}

export const fileNotFound = (names: readonly string[]): RequestError =>
  new RequestError('FILE_NOT_FOUND', 'file not found', `${formatSharePath(names)} does not exist`);

/** Says what is wrong with a path as a reply: not there, or not a path. */
export function toReplyError(error: unknown, field = 'path'): unknown {
  if (!(error instanceof PathProblem)) return error;
  if (error.kind === 'malformed' || error.kind === 'outside') return new InvalidRequestError({ [field]: error.reason });
  return new RequestError('FILE_NOT_FOUND', 'file not found', error.reason);
}

export function translating<T>(work: () => T, field?: string): T {
  try {
    return work();
  } catch (error) {
    throw toReplyError(error, field);
  }
}
