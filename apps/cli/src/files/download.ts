import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { CliError } from '../cli-error';
import type { Session } from '../session';
import { startProgress, type Progress } from '../terminal/progress';
import { formatBytes } from '../terminal/units';

/** Where a download goes: `output` may be a file or a directory; without one it is the name here, if that is free. */
export async function targetOf(sharePath: string, output: string | undefined): Promise<string> {
  const name = basename(sharePath);
  if (output === undefined) {
    if (!(await stat(name).catch(() => undefined))) return name;
    throw new CliError(`${name} is here already`, 4, 'say where the file should go with --output; it may be replaced');
  }
  const directory = output.endsWith('/') || (await stat(output).catch(() => undefined))?.isDirectory();
  return directory ? join(output, name) : output;
}

/** Fetches a file of the share; it appears under its name only once it is whole. */
export async function downloadWithProgress(session: Session, sharePath: string, target: string): Promise<number> {
  const { body, size } = await session.files.download(sharePath);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID().slice(0, 8)}.part`);
  const progress = startProgress(session.terminal, `fetching ${basename(target)}`);
  let done = 0;
  try {
    await mkdir(dirname(target), { recursive: true });
    const told = counted(body, (bytes) => show(progress, (done = bytes), size));
    await pipeline(told, createWriteStream(temporary), { signal: session.signal });
    await rename(temporary, target);
    return done;
  } finally {
    progress.stop();
    await rm(temporary, { force: true });
  }
}

function show(progress: Progress, done: number, size: number | undefined): void {
  if (size) progress.update(done / size, `${formatBytes(done)} of ${formatBytes(size)}`);
}

async function* counted(body: AsyncIterable<Uint8Array>, onBytes: (done: number) => void): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const chunk of body) {
    done += chunk.byteLength;
    onBytes(done);
    yield chunk;
  }
}
