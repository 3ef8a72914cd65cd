import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { FormDataEncoder } from 'form-data-encoder';
import type { SharedFile, UploadedFile } from './schemas';
import type { SwitchyardClient } from './switchyard-client';

/** Told while bytes are sent. */
export type OnBytes = (done: number, total: number) => void;

/** The files of the share; none is ever held in memory as a whole. */
export class Files {
  constructor(private readonly client: SwitchyardClient) {}

  /** Streams a file of this machine to the share. */
  async upload(file: string, onBytes: OnBytes = () => undefined): Promise<UploadedFile> {
    const form = new FormData();
    form.set('file', await openAsBlob(file), basename(file));
    const encoder = new FormDataEncoder(form);
    const total = Number(encoder.contentLength);
    const call = this.client.http.POST('/v1/files', {
      body: { file },
      bodySerializer: () => counted(encoder.encode(), (done) => onBytes(done, total)),
      headers: { ...encoder.headers },
      duplex: 'half',
    });
    return this.client.take(call);
  }

  /** The content of a file of the share, with its size where the gateway says it. */
  async download(sharePath: string): Promise<{ body: AsyncIterable<Uint8Array>; size: number | undefined }> {
    const call = this.client.http.GET('/v1/files/{path}', { ...inPath(sharePath), parseAs: 'stream' });
    const body = await this.client.take(call);
    const length = (await call).response.headers.get('content-length');
    return { body: body ?? nothing(), size: length === null ? undefined : Number(length) };
  }

  /** The files whose path begins with a prefix. */
  async list(prefix?: string): Promise<SharedFile[]> {
    const files: SharedFile[] = [];
    let cursor: string | null = null;
    do {
      const query = { ...(prefix ? { prefix } : {}), ...(cursor ? { cursor } : {}) };
      const page = await this.page(query);
      files.push(...page.files);
      cursor = page.next_cursor ?? null;
    } while (cursor);
    return files;
  }

  /** Removes an uploaded file; one that is gone already is no error. */
  async remove(sharePath: string): Promise<void> {
    await this.client.take(this.client.http.DELETE('/v1/files/{path}', inPath(sharePath)));
  }

  private page(query: {
    prefix?: string;
    cursor?: string;
  }): Promise<{ files: SharedFile[]; next_cursor: string | null }> {
    return this.client.take(this.client.http.GET('/v1/files', { params: { query } }));
  }
}

/** `/share/a/b c` and `a/b c` are both `/v1/files/a/b%20c`. */
function inPath(sharePath: string) {
  const names = sharePath.replace(/^\/share(?=\/|$)/, '').split('/');
  const path = names.filter(Boolean).map(encodeURIComponent).join('/');
  return { params: { path: { path } }, pathSerializer: (route: string) => route.replace('{path}', () => path) };
}

async function* counted(parts: AsyncIterable<Uint8Array>, onBytes: (done: number) => void): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const part of parts) {
    yield part;
    done += part.byteLength;
    onBytes(done);
  }
}

/** The body of an answer that has none. */
async function* nothing(): AsyncGenerator<Uint8Array> {}
