import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { Server, type Upload } from '@tus/server';
import { Injectable } from '@nestjs/common';
import { InvalidRequestError, RequestError } from '@switchyard/contracts';
import { SharedStorage, newUploadId, ownerOfUpload, safeFileName } from '@switchyard/storage';
import { Caller } from '../access/caller';
import { requireRoom } from './receive-form';
import { StorageRoom } from './storage-room';

export const RESUMABLE = '/v1/uploads';
/** Names the file that an upload has become. */
export const PATH_HEADER = 'switchyard-path';

const ID = /^[\w-]+(\.[\w-]+)?$/;

/** What is said to a request of the protocol. */
export interface TusReply {
  status: number;
  headers: Record<string, string>;
}

/**
 * Uploads in pieces by the tus protocol. Their bytes lie on the share, so any gateway goes on with what another one began. Two
 * that write one upload at the same time harm nothing but that upload.
 */
@Injectable()
export class ResumableUploads {
  private tus: Server | undefined;

  constructor(
    private readonly storage: SharedStorage,
    private readonly room: StorageRoom,
  ) {}

  /** Begins an upload. */
  async begin(request: IncomingMessage): Promise<TusReply> {
    const size = Number(request.headers['upload-length'] ?? Number.NaN);
    if (!Number.isSafeInteger(size) || size < 1)
      throw new InvalidRequestError({ 'Upload-Length': 'is required: the bytes of the whole file, at least 1' });
    requireRoom(size, await this.room.uploadLimits());
    await this.storage.parts.answer();
    return this.answer(request);
  }

  /** Goes on with an upload, tells how far it is, or gives it up. */
  async continue(id: string, request: IncomingMessage): Promise<TusReply> {
    const { only } = Caller.current;
    if (!ID.test(id) || (only !== undefined && ownerOfUpload(id) !== only)) throw notThere(id);
    await this.storage.parts.answer();
    if (request.method === 'HEAD') await this.finishWhole(id);
    const whole = request.method === 'DELETE' ? undefined : await this.storage.upload(id);
    if (!whole) return this.answer(request);
    if (request.method !== 'HEAD')
      throw new RequestError('TASK_CONFLICT', 'the upload has ended', `it is ${whole.path}`);
    const length = String(whole.size);
    const headers = { 'upload-offset': length, 'upload-length': length, ...pathHeader(whole.path) };
    return { status: 200, headers: { ...headers, 'tus-resumable': '1.0.0', 'cache-control': 'no-store' } };
  }

  /** A gateway may have died between the last byte and the end of an upload. */
  private async finishWhole(id: string): Promise<void> {
    const upload = await this.server.datastore.getUpload(id).catch(() => undefined);
    if (upload && upload.offset === upload.size) await this.finish(upload);
  }

  private async finish({ id, metadata }: Upload): Promise<Record<string, string>> {
    await this.storage.parts.appear(id, safeFileName(metadata?.['filename'] ?? ''));
    const file = await this.storage.upload(id);
    return file ? pathHeader(file.path) : {};
  }

  /** @throws RequestError for what the protocol refuses */
  private async answer(request: IncomingMessage): Promise<TusReply> {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      if (typeof value === 'string') headers.set(name, value);
    const hasBody = request.method === 'PATCH' || request.method === 'POST';
    const body = hasBody ? { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' as const } : {};
    const asked = new Request(`http://gateway${request.url ?? ''}`, { method: request.method, headers, ...body });
    const reply = await this.server.handleWeb(asked);
    const text = await reply.text();
    if (reply.status >= 400) throw refusal(reply.status, text.trim());
    const told = [...reply.headers].filter(([name]) => !name.startsWith('access-control-'));
    return { status: reply.status, headers: Object.fromEntries(told) };
  }

  /** Made when it is first needed: what it imports is large. */
  private get server(): Server {
    this.tus ??= new Server({
      path: RESUMABLE,
      datastore: new FileStore({ directory: this.storage.parts.directory }),
      relativeLocation: true,
      namingFunction: () => newUploadId(Caller.current.owner),
      onUploadFinish: async (_request, upload) => ({ headers: await this.finish(upload) }),
    });
    return this.tus;
  }
}

const pathHeader = (path: string): Record<string, string> => ({ [PATH_HEADER]: encodeURI(path) });

const notThere = (id: string): RequestError =>
  new RequestError('FILE_NOT_FOUND', 'upload not found', `there is no upload ${id.slice(0, 200)}, or its time is over`);

function refusal(status: number, text: string): Error {
  if (status === 404 || status === 410)
    return new RequestError('FILE_NOT_FOUND', 'upload not found', 'it does not exist, or its time is over');
  if (status === 409)
    return new RequestError('TASK_CONFLICT', 'the upload is not there yet', `${text}; HEAD tells its Upload-Offset`);
  if (status === 413) return new RequestError('PAYLOAD_TOO_LARGE', 'more than the Upload-Length came', text);
  if (status < 500) return new InvalidRequestError({ upload: text });
  return new Error(`the upload could not be written: ${text}`);
}
