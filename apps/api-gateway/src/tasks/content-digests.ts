import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { ResolvedInput } from '@switchyard/storage';

const MOST_KNOWN = 10_000;

/** What files hold, as one line each. A file is read once; it counts as another one when its size or its time has changed. */
@Injectable()
export class ContentDigests {
  private readonly known = new Map<string, Promise<string>>();
  private models: Promise<ReadonlyMap<string, string>> | undefined;

  async of({ absolute, isDirectory }: Pick<ResolvedInput, 'absolute' | 'isDirectory'>): Promise<string> {
    return isDirectory ? this.ofDirectory(absolute) : this.ofFile(absolute);
  }

  /** Of the files of a model that the catalogue names; empty for any other text. */
  async ofModel(name: string): Promise<string> {
    if (name === '') return '';
    this.models ??= modelDigests();
    return (await this.models).get(name) ?? '';
  }

  private async ofDirectory(directory: string): Promise<string> {
    const names = (await readdir(directory)).filter((name) => !name.startsWith('.')).sort();
    const hash = createHash('sha256');
    for (const name of names) {
      const path = join(directory, name);
      const facts = await lstat(path);
      if (facts.isSymbolicLink()) continue;
      hash.update(`${JSON.stringify(name)} ${await this.of({ absolute: path, isDirectory: facts.isDirectory() })}\n`);
    }
    return `directory ${hash.digest('hex')}`;
  }

  private async ofFile(file: string): Promise<string> {
    const { size, mtimeMs, ino } = await lstat(file);
    const version = `${file} ${ino} ${size} ${mtimeMs}`;
    const known = this.known.get(version);
    if (known) return known;
    const digest = read(file);
    this.known.set(version, digest);
    digest.catch(() => this.known.delete(version));
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_KNOWN && oldest !== undefined) this.known.delete(oldest);
    return digest;
  }
}

async function read(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return `file ${hash.digest('hex')}`;
}

/** By name and alias. What reads the catalogue is large, and many gateways never need it. */
async function modelDigests(): Promise<ReadonlyMap<string, string>> {
  const { loadCatalogue } = await import('@switchyard/models');
  return new Map(
    loadCatalogue().flatMap(({ name, aliases, files, hub }) => {
      const digest = createHash('sha256').update(JSON.stringify({ files, hub })).digest('hex');
      return [name, ...aliases].map((each) => [each, digest] as const);
    }),
  );
}
