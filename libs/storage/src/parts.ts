import { lstat, mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAbsent } from './errno';
import { UPLOADS } from './layout';
import type { ShareCalls } from './share-calls';
import { ownerOfUpload } from './upload';

const PARTS = '.parts';
const FACTS = '.json';
/** An upload that got no byte for this long is not resumed any more. */
const KEPT_MS = 24 * 3_600_000;

/** What a client says of an upload when it begins, as `@tus/file-store` keeps it beside the part. */
interface Facts {
  size?: number;
}

/** Uploads that arrive in pieces: the part of each, hidden until it is whole. */
export class Parts {
  readonly directory: string;

  constructor(
    private readonly root: string,
    private readonly calls: ShareCalls,
  ) {
    this.directory = join(root, UPLOADS, PARTS);
  }

  /** Throws while the share hangs: to be asked before anything else is done with a part. */
  async answer(): Promise<void> {
    await this.names();
  }

  /** Makes a whole part the file of its upload; false when another request has done so. */
  async appear(uploadId: string, name: string): Promise<boolean> {
    const part = join(this.directory, uploadId);
    const final = join(this.root, UPLOADS, uploadId, name);
    await this.answer();
    try {
      const handle = await open(part, 'r+');
      await handle.datasync().finally(() => handle.close());
      await mkdir(dirname(final), { recursive: true });
      await rename(part, final);
    } catch (error) {
      if (isAbsent(error)) return false;
      throw error;
    }
    await rm(part + FACTS, { force: true });
    return true;
  }

  /** Bytes that the parts of an API key have or may grow to. */
  async bytesOf(owner: string): Promise<number> {
    let bytes = 0;
    for (const name of await this.names()) {
      if (ownerOfUpload(name) !== owner || !name.endsWith(FACTS)) continue;
      const text = await readFile(join(this.directory, name), 'utf8').catch(() => '{}');
      bytes += (JSON.parse(text) as Facts).size ?? 0;
    }
    return bytes;
  }

  /** Removes parts whose client does not come back; gives how many there were. */
  async removeAbandoned(now = Date.now()): Promise<number> {
    let removed = 0;
    for (const name of (await this.names()).filter((each) => !each.endsWith(FACTS))) {
      const facts = await lstat(join(this.directory, name)).catch(() => undefined);
      if (!facts || now - facts.mtimeMs < KEPT_MS) continue;
      await rm(join(this.directory, name), { force: true });
      await rm(join(this.directory, name + FACTS), { force: true });
      removed += 1;
    }
    return removed;
  }

  private names(): Promise<string[]> {
    return this.calls.make(() =>
      readdir(this.directory).catch((error: unknown) => {
        if (isAbsent(error)) return [];
        throw error;
      }),
    );
  }
}
