import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { FormDataEncoder } from 'form-data-encoder';
import type { Gateway } from './gateway';
import { noBytes } from './no-bytes';
import type { FilePage, SharedFile, UploadedFile } from './replies';

export type OnBytes = (done: number, total: number) => void;

const ROOT = '/v1/files';

/** The routes of shared files. */
export class FilesApi {
  constructor(private readonly gateway: Gateway) {}

  /** Streams a file of this machine to the share. */
  async upload(file: string, onBytes: OnBytes): Promise<UploadedFile> {
    const form = new FormData();
    form.set('file', await openAsBlob(file), basename(file));
    const encoder = new FormDataEncoder(form);
    const total = Number(encoder.contentLength);
    return this.gateway.json<UploadedFile>(ROOT, {
      method: 'POST',
      headers: { ...encoder.headers },
      body: counted(encoder.encode(), (done) => onBytes(done, total)),
      duplex: 'half',
    });
  }

  /** The content of a file of the share, with its size where the gateway says it. */
  async download(sharePath: string): Promise<{ body: AsyncIterable<Uint8Array>; size: number | undefined }> {
    const answer = await this.gateway.request(routeOf(sharePath));
    const length = answer.headers.get('content-length');
    return { body: answer.body ?? noBytes(), size: length === null ? undefined : Number(length) };
  }

  async list(prefix: string | undefined): Promise<SharedFile[]> {
    const files: SharedFile[] = [];
    let cursor: string | null = null;
    do {
      const query = new URLSearchParams({ ...(prefix ? { prefix } : {}), ...(cursor ? { cursor } : {}) });
      const page: FilePage = await this.gateway.json<FilePage>(`${ROOT}?${query.toString()}`);
      files.push(...page.files);
      cursor = page.next_cursor ?? null;
    } while (cursor);
    return files;
  }

  async remove(sharePath: string): Promise<void> {
    await this.gateway.request(routeOf(sharePath), { method: 'DELETE' });
  }
}

/** `/share/a/b c` and `a/b c` are both `/v1/files/a/b%20c`. */
function routeOf(sharePath: string): string {
  const names = sharePath.replace(/^\/share(?=\/|$)/, '').split('/');
  return [ROOT, ...names.filter(Boolean).map(encodeURIComponent)].join('/');
}

async function* counted(parts: AsyncIterable<Uint8Array>, onBytes: (done: number) => void): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const part of parts) {
    yield part;
    done += part.byteLength;
    onBytes(done);
  }
}
