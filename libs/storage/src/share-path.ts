import { PathProblem } from './path-problem';

/** What the root of the shared storage is called in every path of the API. */
export const SHARE = '/share';

const LONGEST_PATH = 4096;
const LONGEST_NAME = 255;

/** Neither NUL nor backslash, written so that every dialect of regular expressions reads it. */
const CHARACTER = String.raw`[^\u0000\u005c]`;
const NAMES = `(?!(?:[\\s\\S]*/)?\\.\\.(?:/|$))${CHARACTER}*$`;
/** The form of a path below `/share`, or relative to it. */
export const SHARE_PATH = new RegExp(`^(?!/(?!share(?:/|$)))${NAMES}`, 'u');
/** The form of a path that stands behind another one, as in a URL. */
export const INNER_PATH = new RegExp(`^${NAMES}`, 'u');

/** The names between the root and what a path points to; `/share/a/b` and `a/b` both give `['a', 'b']`. */
export function parseSharePath(path: string): string[] {
  if (path.includes('\0')) throw new PathProblem('malformed', 'must not contain a NUL byte');
  if (path.includes('\\')) throw new PathProblem('malformed', 'must not contain a backslash');
  if (path.length > LONGEST_PATH)
    throw new PathProblem('malformed', `must not be longer than ${LONGEST_PATH} characters`);
  const names = belowRoot(path)
    .split('/')
    .filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) throw new PathProblem('malformed', 'must not contain ".."');
  if (names.some((name) => Buffer.byteLength(name) > LONGEST_NAME)) {
    throw new PathProblem('missing', `must not contain a name longer than ${LONGEST_NAME} bytes`);
  }
  return names;
}

/** The form every reply shows. */
export const formatSharePath = (names: readonly string[]): string => [SHARE, ...names].join('/');

/** Hidden names hold what is still being written or thrown away; they are never listed or served. */
export const isHidden = (names: readonly string[]): boolean => names.some((name) => name.startsWith('.'));

function belowRoot(path: string): string {
  if (path === SHARE || path.startsWith(`${SHARE}/`)) return path.slice(SHARE.length);
  if (path.startsWith('/')) throw new PathProblem('outside', `must be relative or begin with ${SHARE}/`);
  return path;
}
