import { posix } from 'node:path';
import { Injectable } from '@nestjs/common';
import { CATALOGUE, isRemote, isTooDeep, pathsIn, type FileList, type PathKind } from '@switchyard/contracts';
import { PathProblem, SharedStorage, isHidden, type ResolvedInput } from '@switchyard/storage';
import { TaskStore, type StoredTask } from '@switchyard/task-store';
import type { Caller } from '../access/caller';
import { KeyRing } from '../access/key-ring';

const LINKS = '/internal/service/inputs';
/** A task that reads more files, or has a longer list of them, stays with the workers beside the share. */
const MOST_FILES = 10_000;
const MOST_LIST_BYTES = 4 * 1024 ** 2;
const PAGE = 1000;
/** Ids of tasks that are not looked at again. */
const MOST_STAYING = 1000;

/** Not for a node: too many files, or a list that is too long. */
class StaysError extends Error {}

/** The files that a task reads: those of its input, and those that these name. No other gets a link. */
@Injectable()
export class LentFiles {
  private readonly staying = new Set<string>();

  constructor(
    private readonly store: TaskStore,
    private readonly storage: SharedStorage,
    private readonly ring: KeyRing,
  ) {}

  /** Share paths of the files that are there; nothing for a task that cannot go to a node. */
  async of(task: StoredTask): Promise<string[] | undefined> {
    if (task.upload !== null || this.staying.has(task.task_id)) return undefined;
    try {
      return await this.filesOf(task);
    } catch (error) {
      if (!(error instanceof StaysError)) throw error;
      if (this.staying.size >= MOST_STAYING) this.staying.clear();
      this.staying.add(task.task_id);
      return undefined;
    }
  }

  /** A signed link for each file, which the key of the node opens for a time. */
  links(files: readonly string[], caller: Caller, untilMs: number): Record<string, string> {
    const linkTo = (path: string): string => {
      const pass = this.ring.filePass(caller, untilMs, path);
      const place = path.split('/').map(encodeURIComponent).join('/');
      return `${LINKS}${place}${pass === undefined ? '' : `?pass=${pass}`}`;
    };
    return Object.fromEntries(files.map((path) => [path, linkTo(path)]));
  }

  private async filesOf({ task_name, input }: StoredTask): Promise<string[]> {
    const task = CATALOGUE.find(({ name }) => name === task_name);
    const inputs = task ? pathsIn(task.input, input) : [];
    if (!task || inputs.some(({ path }) => isRemote(path))) throw new StaysError();
    const lists: Readonly<Record<string, FileList>> = task.lists ?? {};
    const given = new Map(inputs.map(({ field, path }) => [field, path]));
    const listed = new Set(Object.keys(lists).flatMap((field) => (given.has(field) ? lists[field]?.directory : [])));
    const files = new Set<string>();
    for (const { field, path, kind } of inputs) {
      const found = await this.find(path, kind);
      if (!found) continue; // the worker says so
      const list = lists[field];
      if (kind === 'file') files.add(found.sharePath);
      else if (!listed.has(field)) for (const file of await this.filesIn(found.sharePath)) files.add(file);
      if (list)
        for (const file of await this.filesNamedIn(found, list.list, given.get(list.directory))) files.add(file);
    }
    if (files.size > MOST_FILES) throw new StaysError();
    return [...files];
  }

  private async find(path: string, kind: PathKind): Promise<ResolvedInput | undefined> {
    return this.storage.resolveInput(path, kind, (attempts) => this.store.read.areVisible(attempts)).catch(notThere);
  }

  /** The files that lie in a directory, not those below its directories. */
  private async filesIn(directory: string): Promise<string[]> {
    const found: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null && found.length <= MOST_FILES;) {
      const page = await this.storage.list(`${directory}/`, { limit: PAGE, cursor });
      found.push(...page.files.map(({ path }) => path));
      cursor = page.next_cursor;
    }
    if (found.length > MOST_FILES) throw new StaysError();
    return found.filter((path) => posix.dirname(path) === directory);
  }

  /**
   * The files that a list names, which lie in the directory of the input or beside the list; a name that leads elsewhere gets no link.
   * What is wrong with a list, the worker says.
   */
  private async filesNamedIn(list: ResolvedInput, name: string, directory: string | undefined): Promise<string[]> {
    const from =
      directory === undefined ? posix.dirname(list.sharePath) : (await this.find(directory, 'directory'))?.sharePath;
    if (from === undefined) return [];
    const entries = (await this.read(list))?.[name];
    if (!Array.isArray(entries)) return [];
    const names = entries.map((entry) => (entry as { file?: unknown } | null)?.file);
    return names.filter(isFileName).map((file) => `${from}/${file}`);
  }

  private async read({ sharePath, size }: ResolvedInput): Promise<Record<string, unknown> | undefined> {
    if (size > MOST_LIST_BYTES) throw new StaysError();
    const file = await this.storage.openForRead(sharePath).catch(notThere);
    try {
      const json = await file?.handle.readFile();
      return json && !isTooDeep(json)
        ? ((JSON.parse(json.toString()) ?? undefined) as Record<string, unknown>)
        : undefined;
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    } finally {
      await file?.handle.close();
    }
  }
}

function notThere(error: unknown): undefined {
  if (!(error instanceof PathProblem)) throw error;
}

const isFileName = (name: unknown): name is string =>
  typeof name === 'string' && /^[^/\\\0\p{Cs}]{1,255}$/u.test(name) && !isHidden([name]);
