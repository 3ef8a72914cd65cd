import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  DEEPEST_JSON,
  InputRejectedError,
  fieldsOf,
  isPlainObject,
  isTooDeep,
  validate,
  type Class,
} from '@switchyard/contracts';

/** Hundreds of hours of subtitles; an engine takes several times as much memory to read them. */
export const MAX_JSON_BYTES = 32 * 1024 * 1024;

/** A JSON file with a list of things under a name. */
interface ListFile<T extends object> {
  path: string;
  list: string;
  /** What each entry must have; what it has beyond that is left out. */
  entry: Class<T>;
  /** What such a file is, in words. */
  kind: string;
}

/** Reads the list of a file; says which file is wrong, where and why. */
export async function readList<T extends object>({ path, list, entry, kind }: ListFile<T>): Promise<T[]> {
  const name = basename(path);
  const { [list]: entries } = await readObject(path);
  if (!Array.isArray(entries)) throw new InputRejectedError(`${name} is not ${kind}: it has no list "${list}"`);
  return entriesOf(entry, entries, `${name}: ${list}`);
}

/** What a JSON file holds under its names; nothing where it holds no object. */
export async function readObject(path: string): Promise<Record<string, unknown>> {
  const content = parseJson(await readBounded(path), basename(path));
  return isPlainObject(content) ? content : {};
}

/** Entries of a list with the fields of a class; `where` says in an error which list it is. */
export const entriesOf = <T extends object>(type: Class<T>, list: readonly unknown[], where: string): T[] =>
  list.map((entry, at) => entryOf(type, entry, `${where}[${at}]`));

function entryOf<T extends object>(type: Class<T>, entry: unknown, where: string): T {
  const known = fieldsOf(type);
  const given = isPlainObject(entry)
    ? Object.fromEntries(Object.entries(entry).filter(([key]) => Object.hasOwn(known, key)))
    : entry;
  const checked = validate(type, given, `${where}.`);
  if (checked.ok) return checked.value;
  const problems = Object.entries(checked.problems).map(([field, problem]) => `${field} ${problem}`);
  throw new InputRejectedError(problems.join('; '));
}

async function readBounded(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > MAX_JSON_BYTES) {
      throw new InputRejectedError(`${basename(path)} has ${size} bytes; at most ${MAX_JSON_BYTES} are read`);
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function parseJson(json: Buffer, name: string): unknown {
  if (isTooDeep(json)) throw new InputRejectedError(`${name} is nested deeper than ${DEEPEST_JSON} levels`);
  try {
    return JSON.parse(json.toString());
  } catch (error) {
    throw new InputRejectedError(`${name} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}
