import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { MultipartFile } from '@fastify/multipart';
import { InvalidRequestError, RequestError } from '@switchyard/contracts';
import { FileTooLargeError, type SharedStorage, type StoredUpload } from '@switchyard/storage';
import type { FastifyRequest } from 'fastify';

/** What a form needs beside the bytes of its file. */
const FORM_OVERHEAD_BYTES = 64 * 1024;
/** How long the rest of a refused upload is read and thrown away, so that the client gets to read the refusal. */
const DRAIN_MS = 10_000;
const MOST_FIELDS = 100;
const MOST_FIELD_BYTES = 32 * 1024;

export interface Upload extends StoredUpload {
  content_type: string;
}

export interface Form {
  upload: Upload;
  /** The texts of each field of the form, in the order in which they came. */
  fields: Record<string, string[]>;
}

export interface UploadLimits {
  /** Bytes. */
  limit: number;
  /** Bytes that the key may still upload. */
  room?: number;
  /** The API key that the file belongs to. */
  owner?: string;
}

export interface FormOptions extends UploadLimits {
  /** Whether the form may have fields beside its file. */
  takesFields: boolean;
  /** Name of the field that has the file; any by default. */
  fileField?: string;
  /** What the bytes of the file pass through before they are stored. */
  through?: (file: Readable) => Readable;
}

/** Stores the one file of a form while it arrives; when the form is refused nothing of it stays. */
export async function receiveForm(
  request: FastifyRequest,
  storage: SharedStorage,
  options: FormOptions,
): Promise<Form> {
  requireForm(request);
  const most = Math.max(0, Math.min(options.limit, options.room ?? Infinity));
  const fields: Record<string, string[]> = {};
  let upload: Upload | undefined;
  try {
    if (Number(request.headers['content-length'] ?? 0) > most + FORM_OVERHEAD_BYTES) throw new FileTooLargeError(most);
    const limits = options.takesFields ? { fields: MOST_FIELDS, fieldSize: MOST_FIELD_BYTES } : { fields: 1 };
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') {
        refuseFile(part.fieldname, upload, options);
        upload = await store(part, storage, { ...options, limit: most });
      } else if (options.takesFields) {
        if (part.fieldnameTruncated || part.valueTruncated)
          throw new InvalidRequestError({ [part.fieldname]: `must have at most ${MOST_FIELD_BYTES} bytes` });
        (fields[part.fieldname] ??= []).push(String(part.value));
      } else throw new InvalidRequestError({ [part.fieldname]: 'is not a file; send one file only' });
    }
    if (!upload) throw new InvalidRequestError({ [options.fileField ?? 'file']: 'is required: the form has no file' });
  } catch (error) {
    drain(request.raw);
    if (upload) await storage.deleteFile(upload.path);
    throw error instanceof FileTooLargeError && most < options.limit ? noRoom(most) : translate(error);
  }
  return { upload, fields };
}

/** @throws RequestError when a file of so many bytes may not be uploaded */
export function requireRoom(bytes: number, { limit, room = Infinity }: UploadLimits): void {
  if (bytes > limit) throw new FileTooLargeError(limit);
  if (bytes > room) throw noRoom(Math.max(0, room));
}

function requireForm(request: FastifyRequest): void {
  if (!request.isMultipart()) {
    throw new RequestError(
      'UNSUPPORTED_MEDIA_TYPE',
      'the body is not a form',
      'send multipart/form-data with one file',
    );
  }
}

function refuseFile(name: string, before: Upload | undefined, { fileField = name }: FormOptions): void {
  if (before) throw new InvalidRequestError({ [name]: 'is a second file; send one file only' });
  if (name !== fileField) throw new InvalidRequestError({ [name]: `is not a file here; the file is ${fileField}` });
}

async function store(part: MultipartFile, storage: SharedStorage, options: FormOptions): Promise<Upload> {
  const { through = (file) => file } = options;
  const stored = await storage.saveUpload(through(part.file), part.filename ?? '', options);
  return { ...stored, content_type: part.mimetype };
}

/** Files are removed by hand or when their time is over: there is no use in trying again soon. */
const RETRY_AFTER_SECONDS = 600;

export const noRoom = (bytes: number): RequestError =>
  new RequestError(
    'RATE_LIMITED',
    'the storage of this API key is full',
    `${bytes} bytes are left; remove uploads with DELETE /v1/files/{path}, or tasks with DELETE /v1/tasks/{id}`,
    RETRY_AFTER_SECONDS,
  );

/** Lets a client that still sends read its refusal. */
export function drain(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.unpipe();
  request.resume();
  const timer = setTimeout(() => request.destroy(), DRAIN_MS).unref();
  request.once('close', () => clearTimeout(timer));
}

/** A form that breaks off or breaks the rules of forms is the sender's fault. */
function translate(error: unknown): unknown {
  if (error instanceof RequestError || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (['FST_FILES_LIMIT', 'FST_FIELDS_LIMIT', 'FST_PARTS_LIMIT'].includes(code))
    return new InvalidRequestError({ file: 'send one file only' });
  const broken = /multipart|boundary|terminated early|premature|FST_MP_|FST_PROTO/i;
  return broken.test(`${error.message} ${code}`) ? new InvalidRequestError({ body: 'is not a whole form' }) : error;
}
