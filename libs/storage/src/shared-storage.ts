import { mkdirSync, realpathSync } from 'node:fs';
import { access, constants, lstat, mkdir, realpath, statfs, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import type { PathKind } from '@switchyard/contracts';
import { safeFileName } from './file-name';
import { UPLOADS, layout, type AttemptPlace, type TaskPlace } from './layout';
import {
  Listing,
  isUploadOf,
  mayBeInput,
  maySeeInside,
  type AttemptFilter,
  type FilePage,
  type ListedFile,
} from './listing';
import { find, isBelow, openBelow, type OpenFile } from './open-file';
import { Parts } from './parts';
import { PathProblem } from './path-problem';
import { remove, removeAttempts, removeFile, removeIfEmpty, isReal } from './removal';
import { ShareCalls } from './share-calls';
import { formatSharePath, isHidden, parseSharePath } from './share-path';
import {
  bytesOf,
  findOld,
  isOld,
  newUploadId,
  noteUse,
  receive,
  removeAbandoned,
  uploadPlace,
  type StoredUpload,
} from './upload';

/** An input of a task as it lies on this machine. */
export interface ResolvedInput {
  /** Real path without symlinks: open this one. */
  absolute: string;
  sharePath: string;
  /** 0 for a directory. */
  size: number;
  isDirectory: boolean;
}

export interface ListOptions {
  limit: number;
  cursor?: string;
  /** Without it the outputs of every attempt are listed. */
  maySee?: AttemptFilter;
  /** Leaves out the uploads of other API keys. */
  owner?: string;
}

/** The directory that gateway and workers share and that `/share` in a path means. */
export class SharedStorage {
  /** Absolute and without symlinks; made when it was missing. */
  readonly root: string;
  /** Uploads that arrive in pieces. */
  readonly parts: Parts;

  /** Blocks while the share hangs: only for the start of a process. */
  constructor(
    root: string,
    private readonly calls = new ShareCalls(),
  ) {
    mkdirSync(resolve(root), { recursive: true });
    this.root = realpathSync(resolve(root));
    this.parts = new Parts(this.root, this.calls);
  }

  /**
   * Finds an input below the root; throws a {@link PathProblem} where it cannot be used. Hidden files, and with `maySee` the
   * outputs of attempts that may not be seen, do not exist.
   */
  async resolveInput(path: string, kind: PathKind = 'file', maySee?: AttemptFilter): Promise<ResolvedInput> {
    const names = parseSharePath(path);
    if (names.some(isKept)) throw absent(names);
    const { real, facts } = await this.calls.make(() => find(this.root, names, kind));
    const places = relative(this.root, real).split(sep);
    if (places.some(isKept) || !(await mayBeInput(places, maySee))) throw absent(names);
    const [top, uploadId] = places;
    if (top === UPLOADS && uploadId !== undefined) await noteUse(join(this.root, UPLOADS), uploadId);
    const isDirectory = facts.isDirectory();
    return { absolute: real, sharePath: formatSharePath(names), size: isDirectory ? 0 : facts.size, isDirectory };
  }

  /** The `/share/…` form of a path below the root; anything else is a defect of the caller. */
  toSharePath(absolute: string): string {
    const path = resolve(absolute);
    if (!isBelow(this.root, path)) throw new Error(`${absolute} is not below the shared storage`);
    return formatSharePath(relative(this.root, path).split(sep).filter(Boolean));
  }

  /** The place a share path names, whether or not something is there. */
  toAbsolute(sharePath: string): string {
    return join(this.root, ...parseSharePath(sharePath));
  }

  attemptDir(place: AttemptPlace): string {
    return join(this.root, ...layout.attempt(place));
  }

  tempDir(place: AttemptPlace): string {
    return join(this.root, ...layout.temp(place));
  }

  checkpointDir(place: TaskPlace): string {
    return join(this.root, ...layout.checkpoint(place));
  }

  /** Removes what an attempt no longer needs when it ends. */
  async removeTemp(place: AttemptPlace): Promise<void> {
    await this.removing(async () => {
      await remove(this.root, layout.temp(place));
      await removeIfEmpty(this.root, layout.temps(place));
    });
  }

  /** Removes the outputs of one attempt that failed or was replaced. */
  async removeAttempt(place: AttemptPlace): Promise<void> {
    await this.removing(() => remove(this.root, layout.attempt(place)));
  }

  /**
   * Removes the outputs of a final task's attempts except the committed one, and its temporary files and checkpoints;
   * gives the share paths of what went.
   */
  async removeAttempts(place: TaskPlace, { exceptFence }: { exceptFence?: number } = {}): Promise<string[]> {
    const gone = await this.removing(() => removeAttempts(this.root, place, exceptFence));
    return gone.map(formatSharePath);
  }

  /** Stores a stream as `/share/uploads/{id}/{file name}`; after a failure nothing is left. */
  async saveUpload(
    stream: Readable,
    fileName: string,
    { limit, owner, signal }: { limit: number; owner?: string; signal?: AbortSignal },
  ): Promise<StoredUpload> {
    await this.answers();
    const place = uploadPlace(join(this.root, UPLOADS), newUploadId(owner), safeFileName(fileName));
    const written = await receive(stream, place, limit, signal);
    return { path: this.toSharePath(place.final), ...written };
  }

  /** Stores a stream as an output of an attempt, by its path below the directory of that; after a failure nothing is left. */
  async saveOutput(
    stream: Readable,
    place: AttemptPlace,
    path: string,
    { limit, signal }: { limit: number; signal?: AbortSignal },
  ): Promise<void> {
    const names = parseSharePath(path);
    if (names.length === 0 || isHidden(names)) throw new PathProblem('malformed', `${path} cannot be an output`);
    const final = join(this.attemptDir(place), ...names);
    for (const directory of [dirname(final), this.tempDir(place)]) await this.makeDirectory(directory);
    await receive(stream, { temporary: join(this.tempDir(place), newUploadId(undefined)), final }, limit, signal);
  }

  /** Bytes of the uploads of an API key, with those that are still to come. */
  async uploadedBytes(owner: string): Promise<number> {
    await this.answers();
    return (await bytesOf(join(this.root, UPLOADS), owner)) + (await this.parts.bytesOf(owner));
  }

  /** The one file of an upload that has arrived whole. */
  async upload(uploadId: string): Promise<ListedFile | undefined> {
    const { files } = await this.list(formatSharePath([UPLOADS, uploadId, '']), { limit: 1 });
    return files[0];
  }

  /** Removes what was left of uploads that did not end; gives how many there were. */
  async removeAbandonedUploads(): Promise<number> {
    await this.answers();
    return (await removeAbandoned(join(this.root, UPLOADS))) + (await this.parts.removeAbandoned());
  }

  /** Ids of the uploads that arrived, and were last used, at least so long ago. */
  oldUploads(ageMs: number): Promise<string[]> {
    return findOld(join(this.root, UPLOADS), ageMs);
  }

  /** Unless it has been used meanwhile; false then. */
  async removeOldUpload(uploadId: string, ageMs: number): Promise<boolean> {
    if (!(await isOld(join(this.root, UPLOADS), uploadId, ageMs))) return false;
    return remove(this.root, [UPLOADS, uploadId]);
  }

  /** Room for new files; unbounded where the file system does not say. */
  async freeBytes(): Promise<number> {
    const { blocks, bavail, bsize } = await this.calls.make(() => statfs(this.root));
    return blocks === 0 ? Infinity : bavail * bsize;
  }

  /** Opens a file that is below the root whatever is swapped meanwhile; throws a {@link PathProblem}. */
  async openForRead(sharePath: string): Promise<OpenFile> {
    const names = parseSharePath(sharePath);
    return this.calls.make(() => openBelow(this.root, names));
  }

  /** One page of the files whose path begins with a prefix, sorted by the names of their path; hidden ones left out. */
  async list(prefix: string, { limit, cursor, maySee, owner }: ListOptions): Promise<FilePage> {
    const names = parseSharePath(prefix);
    await this.answers();
    const begin = prefix.endsWith('/') ? '' : (names.pop() ?? '');
    const filter = maySee ?? ((attempts) => Promise.resolve(attempts.map(() => true)));
    const isOpen = !isHidden(names) && isUploadOf(owner)(names) && (await maySeeInside(names, filter));
    if (!isOpen || !(await isReal(join(this.root, ...names)))) {
      return { files: [], next_cursor: null };
    }
    const listing = new Listing(this.root, limit, filter, isUploadOf(owner));
    return listing.page(names, begin, cursor === undefined ? undefined : parseSharePath(cursor));
  }

  /** Removes a file; false when nothing was there. */
  async deleteFile(sharePath: string): Promise<boolean> {
    const names = parseSharePath(sharePath);
    if (names.length === 0) throw new PathProblem('wrong-kind', 'names the whole shared storage');
    await this.answers();
    const gone = await removeFile(this.root, names);
    if (names[0] === UPLOADS && names.length === 3) await removeIfEmpty(this.root, names.slice(0, -1));
    return gone;
  }

  /** Makes a directory below the root; a symlink planted on the way would lead the outputs elsewhere. */
  async makeDirectory(directory: string): Promise<void> {
    const real = await this.calls.make(async () => {
      await mkdir(directory, { recursive: true });
      return realpath(directory);
    });
    if (real !== directory) throw new Error('a directory of the workflow is a symlink');
  }

  /** Leaves word among the temporary files of an attempt that its worker ended in order. */
  async markGivenBack(place: AttemptPlace): Promise<void> {
    const directory = this.tempDir(place);
    await this.makeDirectory(directory);
    await this.calls.make(() => writeFile(join(directory, GIVEN_BACK), ''));
  }

  async isGivenBack(place: AttemptPlace): Promise<boolean> {
    const mark = join(this.tempDir(place), GIVEN_BACK);
    return this.calls
      .make(() => lstat(mark))
      .then(
        () => true,
        () => false,
      );
  }

  /** Throws where this process may not read and write the share. */
  async checkAccess(): Promise<void> {
    await this.calls.make(() => access(this.root, constants.R_OK | constants.W_OK));
  }

  /** Throws while the share hangs. */
  private async answers(): Promise<void> {
    await this.calls.make(() => lstat(this.root));
  }

  /** What is not removed in time goes on being removed; the monitor looks for what is left. */
  private async removing<T>(removal: () => Promise<T>): Promise<T> {
    await this.answers();
    return this.calls.waitFor(removal());
  }
}

/** Whether a task or a request of an API key may use what is there; of the uploads only its own. */
export function mayUse(sharePath: string, owner: string): boolean {
  const names = parseSharePath(sharePath);
  const holdsOthers = names.length === 0 || (names.length === 1 && names[0] === UPLOADS);
  return !holdsOthers && isUploadOf(owner)(names);
}

/** Name of a file, which no task gives to its own. */
const GIVEN_BACK = '.given-back';

/** Names in which the platform keeps what is no input: unfinished uploads, temporary files, checkpoints. */
const isKept = (name: string): boolean => /^\.[^.]/.test(name);

const absent = (names: readonly string[]): PathProblem =>
  new PathProblem('missing', `${formatSharePath(names)} does not exist`);
