import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { InvalidRequestError, pathsIn, type FieldProblems, type TaskDefinition } from '@switchyard/contracts';

/** What is to be done with one path of an input. */
export type PathPlan =
  | { field: string; kind: 'upload'; file: string }
  /** `assumed`: it looks like a file of this machine, but there is none. */
  | { field: string; kind: 'share'; path: string; assumed?: boolean }
  | { field: string; kind: 'problem'; text: string };

const REMOTE = /^[a-z][a-z0-9+.-]*:\/\//i;
const ON_SHARE = /^\/share(\/|$)/;

/**
 * Which paths of an input are files of this machine that the workers cannot see.
 * @param shareRoot the directory of this machine that is the share, where that is known
 */
export async function planPaths(
  task: TaskDefinition,
  input: Record<string, unknown>,
  shareRoot: string | undefined,
): Promise<PathPlan[]> {
  const plans = await Promise.all(
    pathsIn(task.input, input).map(({ field, path }) => planPath(field, path, shareRoot)),
  );
  const problems = plans.flatMap((plan) => (plan.kind === 'problem' ? [[`input_data.${plan.field}`, plan.text]] : []));
  if (problems.length > 0) throw new InvalidRequestError(Object.fromEntries(problems) as FieldProblems);
  return plans;
}

async function planPath(field: string, path: string, shareRoot: string | undefined): Promise<PathPlan> {
  if (ON_SHARE.test(path) || REMOTE.test(path) || path.trimStart().startsWith('${{')) return share(field, path);
  const found = await stat(path).catch(() => undefined);
  if (!found) {
    return isAbsolute(path)
      ? problem(field, `${path} does not exist on this machine`)
      : { field, kind: 'share', path, assumed: true };
  }
  const onShare = shareRoot === undefined ? undefined : await placeBelow(shareRoot, path);
  if (onShare !== undefined) return share(field, onShare);
  if (found.isFile()) return { field, kind: 'upload', file: path };
  return problem(field, `${path} is a directory of this machine and only files are uploaded; name one on the /share`);
}

/** The share path of a file that lies below the share's root. */
async function placeBelow(shareRoot: string, path: string): Promise<string | undefined> {
  const root = await realpath(shareRoot).catch(() => undefined);
  if (root === undefined) return undefined;
  const below = relative(root, await realpath(path));
  return below.startsWith('..') || isAbsolute(below) ? undefined : join('/share', below);
}

const share = (field: string, path: string): PathPlan => ({ field, kind: 'share', path });
const problem = (field: string, text: string): PathPlan => ({ field, kind: 'problem', text });
