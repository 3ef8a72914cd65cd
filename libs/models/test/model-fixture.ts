import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Model, Source } from '../src';

export type Contents = Record<string, Buffer>;

export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

export const someContents = (): Contents => ({
  'weights.onnx': randomBytes(600_000),
  'dictionary.txt': randomBytes(900),
});

/** A catalogue entry for contents that the test made up. */
export function modelOf(contents: Contents, sources: Source[], name = 'tiny'): Model {
  const files = Object.entries(contents).map(([file, content]) => ({
    name: file,
    sha256: sha256(content),
    bytes: content.length,
  }));
  return { name, aliases: [], task: 'test.task', licence: 'MIT', languages: [], files, sources };
}

/** Each file under its own name in a source. */
export const samePlaces = (contents: Contents): Record<string, string> =>
  Object.fromEntries(Object.keys(contents).map((name) => [name, name]));

export async function writeContents(directory: string, contents: Contents): Promise<void> {
  for (const [name, content] of Object.entries(contents)) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), content);
  }
}

/** Directories of one test, deleted by `cleanUp`. */
export class Workplace {
  private constructor(readonly root: string) {}

  static async open(): Promise<Workplace> {
    return new Workplace(await mkdtemp(join(tmpdir(), 'models-')));
  }

  at(name: string): string {
    return join(this.root, name);
  }

  async directoryOf(name: string, contents: Contents): Promise<string> {
    await writeContents(this.at(name), contents);
    return this.at(name);
  }

  cleanUp(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }
}
