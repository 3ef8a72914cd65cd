import type { IncomingMessage } from 'node:http';
import type { MultipartFile } from '@fastify/multipart';
import { InvalidRequestError, RequestError } from '@switchyard/contracts';
import { FileTooLargeError, type SharedStorage, type StoredUpload } from '@switchyard/storage';
import type { FastifyRequest } from 'fastify';

/** What a form needs beside the bytes of its file. */
const FORM_OVERHEAD_BYTES = 64 * 1024;
/** How long the rest of a refused upload is read and thrown away, so that the client gets to read the refusal. */
const DRAIN_MS = 10_000;

export interface Upload extends StoredUpload {
  content_type: string;
}

export interface UploadOptions {
  /** Bytes. */
  limit: number;
  /** Bytes that the key may still upload. */
  room?: number;
  /** The API key that the file belongs to. */
  owner?: string;
}

/** Stores the one file of a form; whatever else the form has is refused, and then nothing stays. */
export async function receiveUpload(
  request: FastifyRequest,
  storage: SharedStorage,
  options: UploadOptions,
): Promise<Upload> {
  const limit = Math.max(0, Math.min(options.limit, options.room ?? Infinity));
  if (!request.isMultipart()) {
    throw new RequestError(
      'UNSUPPORTED_MEDIA_TYPE',
      'the body is not a form',
      'send multipart/form-data with one file',
    );
  }
  let upload: Upload | undefined;
  try {
    if (Number(request.headers['content-length'] ?? 0) > limit + FORM_OVERHEAD_BYTES)
      throw new FileTooLargeError(limit);
    for await (const part of request.parts()) {
      if (part.type !== 'file')
        throw new InvalidRequestError({ [part.fieldname]: 'is not a file; send one file only' });
      if (upload) throw new InvalidRequestError({ [part.fieldname]: 'is a second file; send one file only' });
      upload = await store(part, storage, { ...options, limit });
    }
  } catch (error) {
    drain(request.raw);
    if (upload) await storage.deleteFile(upload.path);
    throw error instanceof FileTooLargeError && limit < options.limit ? noRoom(limit) : translate(error);
  }
  if (!upload) throw new InvalidRequestError({ file: 'is required: the form has no file' });
  return upload;
}

async function store(part: MultipartFile, storage: SharedStorage, options: UploadOptions): Promise<Upload> {
  const stored = await storage.saveUpload(part.file, part.filename ?? '', options);
  return { ...stored, content_type: part.mimetype };
}

/** Files are removed by hand or when their time is over: there is no use in trying again soon. */
const RETRY_AFTER_SECONDS = 600;

const noRoom = (bytes: number): RequestError =>
  new RequestError(
    'RATE_LIMITED',
    'the storage of this API key is full',
    `${bytes} bytes are left; remove uploads with DELETE /v1/files/{path}`,
    RETRY_AFTER_SECONDS,
  );

function drain(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.unpipe();
  request.resume();
  const timer = setTimeout(() => request.destroy(), DRAIN_MS).unref();
  request.once('close', () => clearTimeout(timer));
}

/** A form that breaks off or breaks the rules of forms is the sender's fault. */
function translate(error: unknown): unknown {
  if (error instanceof RequestError || !(error instanceof Error)) return error;
  const tooMany =
    'code' in error && ['FST_FILES_LIMIT', 'FST_FIELDS_LIMIT', 'FST_PARTS_LIMIT'].includes(String(error.code));
  if (tooMany) return new InvalidRequestError({ file: 'send one file only' });
  const broken = /multipart|boundary|terminated early|premature|FST_MP_|FST_PROTO/i;
  const code = 'code' in error ? String(error.code) : '';
  return broken.test(`${error.message} ${code}`) ? new InvalidRequestError({ body: 'is not a whole form' }) : error;
}
