import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputUnavailableError, type PathKind } from '@switchyard/contracts';
import { SharedStorage, type ResolvedInput } from '@switchyard/storage';
import { GatewayRefusal, type GatewayLink } from './gateway-link';

/** Files that are fetched at the same time. */
const AT_ONCE = 4;

/** A directory that looks to one task like the shared one: its paths are the same, its files are fetched when the first is asked for. */
export class NodeShare extends SharedStorage {
  private readonly own: string;
  /** Signed URLs of the files that the task reads, by share path. */
  private links: Record<string, string> = {};
  private fetched: Promise<void> | undefined;
  private ending = new AbortController();

  constructor(
    parent: string,
    private readonly link: GatewayLink,
  ) {
    mkdirSync(resolve(parent), { recursive: true });
    const own = mkdtempSync(join(resolve(parent), 'node-'));
    super(join(own, 'share'));
    this.own = own;
  }

  /** Nothing of the task before stays on the node, and nothing more of it is fetched. */
  async begin(links: Record<string, string>): Promise<void> {
    this.ending.abort();
    await this.fetched?.catch(() => undefined);
    await rm(this.root, { recursive: true, force: true });
    await this.makeDirectory(this.root);
    this.links = links;
    this.fetched = undefined;
    this.ending = new AbortController();
  }

  override async resolveInput(path: string, kind: PathKind = 'file'): Promise<ResolvedInput> {
    await (this.fetched ??= this.fetchAll(this.ending));
    return super.resolveInput(path, kind);
  }

  async remove(): Promise<void> {
    await rm(this.own, { recursive: true, force: true });
  }

  /** Resolves when nothing more is fetched; the first failure ends it. */
  private async fetchAll(ending: AbortController): Promise<void> {
    const left = Object.entries(this.links);
    const fetchSome = async (): Promise<void> => {
      for (let next = left.pop(); next && !ending.signal.aborted; next = left.pop())
        await this.fetch(...next, ending.signal);
    };
    let failure: unknown;
    const fail = (error: unknown): void => {
      failure ??= error;
      ending.abort();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, () => fetchSome().catch(fail)));
    if (failure !== undefined) throw failure as Error;
  }

  /** What is not there any more is missed by what needs it. */
  private async fetch(sharePath: string, url: string, signal: AbortSignal): Promise<void> {
    try {
      await this.link.download(url, this.toAbsolute(sharePath), signal);
    } catch (error) {
      if (!(error instanceof GatewayRefusal)) throw error;
      if (error.status === 404) return rm(this.toAbsolute(sharePath), { force: true });
      throw new InputUnavailableError(sharePath, error.message);
    }
  }
}
