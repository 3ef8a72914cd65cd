import { createHash, randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Finished parts of long work, one file each, so that a later attempt goes on behind them. */
export class Checkpoints {
  /** @param settings everything but the part itself that decides what comes out, e.g. model and options */
  constructor(
    private readonly directory: string,
    private readonly settings: unknown,
  ) {}

  /** What an earlier attempt made of the same part under the same settings. */
  async find<T>(part: Part): Promise<T | undefined> {
    const text = await readFile(this.fileOf(part), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    try {
      return text === undefined ? undefined : (JSON.parse(text) as T);
    } catch {
      // A file system that lost power may keep a name without its content.
      return undefined;
    }
  }

  /** It is there whole or not at all. */
  async keep(part: Part, result: object): Promise<void> {
    const file = this.fileOf(part);
    const unfinished = `${file}.${randomUUID()}`;
    await writeFile(unfinished, JSON.stringify(result));
    await rename(unfinished, file);
  }

  /** Named by what goes in: other audio, another model or another option is another file. */
  private fileOf({ samples, ...rest }: Part): string {
    const hash = createHash('sha256').update(JSON.stringify([this.settings, rest]));
    hash.update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
    return join(this.directory, `${hash.digest('hex')}.json`);
  }
}

export interface Part {
  samples: Float32Array;
  /** What else differs between parts. */
  [fact: string]: unknown;
}
