import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbsent } from './errno';
import { UPLOADS, WORKFLOWS, attemptOf, type AttemptPlace } from './layout';
import { formatSharePath } from './share-path';
import { ownerOfUpload } from './upload';

export interface ListedFile {
  path: string;
  size: number;
  modified_at: string;
}

export interface FilePage {
  files: ListedFile[];
  /** Give it as `cursor` to go on; `null` after the last file. */
  next_cursor: string | null;
}

/** Which attempts' directories may be seen, asked for all of one task at once. */
export type AttemptFilter = (attempts: AttemptPlace[]) => Promise<boolean[]>;

/** Directories read for one page; where most is hidden the page ends early and its cursor goes on. */
const MOST_DIRECTORIES = 2000;

/** `workflows/{workflow_id}/{task_name}` holds the directories of attempts. */
const ATTEMPTS_DEPTH = 3;

interface Place {
  names: string[];
  directory: boolean;
}

/** One page of the files below a directory, ordered by the names of their path. */
export class Listing {
  private readonly files: ListedFile[] = [];
  private directories = 0;
  private last: string[] | undefined;

  constructor(
    private readonly root: string,
    private readonly limit: number,
    private readonly maySee: AttemptFilter,
    private readonly isOwn: (names: readonly string[]) => boolean,
  ) {}

  /**
   * @param start names of the directory to list
   * @param begin how the first name below it has to begin
   * @param after names of the path to go on behind
   */
  async page(start: string[], begin: string, after: string[] | undefined): Promise<FilePage> {
    const whole = await this.walk(start, begin, after);
    const cursor = whole || !this.last ? null : formatSharePath(this.last);
    return { files: this.files, next_cursor: cursor };
  }

  /** False when it stopped before the end. */
  private async walk(directory: string[], begin: string, after: string[] | undefined): Promise<boolean> {
    for (const place of await this.visiblePlaces(directory, begin, after)) {
      if (this.files.length >= this.limit || this.directories >= MOST_DIRECTORIES) return false;
      if (place.directory) {
        if (!(await this.walk(place.names, '', leadsTo(place.names, after) ? after : undefined))) return false;
      } else {
        await this.add(place.names);
      }
      this.last = place.names;
    }
    return true;
  }

  private async visiblePlaces(directory: string[], begin: string, after: string[] | undefined): Promise<Place[]> {
    const places = await this.placesIn(directory, begin, after);
    if (directory[0] !== WORKFLOWS || directory.length !== ATTEMPTS_DEPTH) return places;
    const attempts = places.flatMap((place) => {
      const attempt = place.directory ? attemptOf(place.names) : undefined;
      return attempt ? [{ place, attempt }] : [];
    });
    if (attempts.length === 0) return [];
    const seen = await this.maySee(attempts.map(({ attempt }) => attempt));
    return attempts.filter((_, index) => seen[index]).map(({ place }) => place);
  }

  private async placesIn(directory: string[], begin: string, after: string[] | undefined): Promise<Place[]> {
    const entries = await readdir(join(this.root, ...directory), { withFileTypes: true }).catch((error: unknown) => {
      if (isAbsent(error)) return []; // removed since its parent was read
      throw error;
    });
    this.directories += 1;
    return entries
      .filter((entry) => (entry.isDirectory() || entry.isFile()) && !entry.name.startsWith('.'))
      .map((entry) => ({ names: [...directory, entry.name], directory: entry.isDirectory() }))
      .filter(({ names }) => names.at(-1)?.startsWith(begin) && isAfter(names, after) && this.isOwn(names))
      .sort((a, b) => compare(a.names.at(-1) ?? '', b.names.at(-1) ?? ''));
  }

  private async add(names: string[]): Promise<void> {
    try {
      const { size, mtime } = await lstat(join(this.root, ...names));
      this.files.push({ path: formatSharePath(names), size, modified_at: mtime.toISOString() });
    } catch (error) {
      if (!isAbsent(error)) throw error; // removed since its directory was read
    }
  }
}

/** Whether a path leads to no upload, or to one of an API key; without a key to any. */
export const isUploadOf =
  (owner: string | undefined) =>
  ([top, uploadId]: readonly string[]): boolean =>
    owner === undefined || top !== UPLOADS || uploadId === undefined || ownerOfUpload(uploadId) === owner;

/** Whether a listing may begin in a directory: one inside an attempt needs the attempt to be visible. */
export async function maySeeInside(names: readonly string[], maySee: AttemptFilter): Promise<boolean> {
  if (names[0] !== WORKFLOWS || names.length <= ATTEMPTS_DEPTH) return true;
  const attempt = attemptOf(names);
  return attempt !== undefined && (await maySee([attempt]))[0] === true;
}

/** Whether a task may read what is there: of the workflows only what an attempt made that may be seen. */
export async function mayBeInput(names: readonly string[], maySee?: AttemptFilter): Promise<boolean> {
  if (names[0] !== WORKFLOWS || !maySee) return true;
  const attempt = attemptOf(names);
  return attempt !== undefined && (await maySee([attempt]))[0] === true;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The cursor points to something below this directory, which is therefore not done yet. */
const leadsTo = (names: string[], after: string[] | undefined): boolean =>
  after !== undefined && after.length > names.length && names.every((name, index) => name === after[index]);

function isAfter(names: string[], after: string[] | undefined): boolean {
  if (after === undefined || leadsTo(names, after)) return true;
  for (const [index, name] of names.entries()) {
    const other = after[index];
    if (other === undefined) return false;
    if (name !== other) return name > other;
  }
  return false;
}
