import { Readable } from 'node:stream';
import type { OpenFile } from '@switchyard/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { byteRange, type ByteRange } from './byte-range';
import { contentOf, dispositionOf } from './content-type';

/** Streams a file or the part of it that was asked for; closes it in every case. */
export async function sendFile(file: OpenFile, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const etag = `"${file.size.toString(16)}-${file.modifiedAt.getTime().toString(16)}"`;
  const name = file.sharePath.slice(file.sharePath.lastIndexOf('/') + 1);
  void reply.headers({
    etag,
    'accept-ranges': 'bytes',
    'last-modified': file.modifiedAt.toUTCString(),
    'content-type': contentOf(name).type,
    'content-disposition': dispositionOf(name),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-cache',
  });
  if (matches(request.headers['if-none-match'], etag)) return sendEmpty(file, reply, 304);
  const range = rangeOf(request, etag, file.size);
  if (range === 'unsatisfiable') return refuseRange(file, reply);
  const part = range === 'all' ? { start: 0, end: file.size - 1 } : range;
  if (range !== 'all') void reply.header('content-range', `bytes ${part.start}-${part.end}/${file.size}`);
  const length = part.end - part.start + 1;
  void reply.status(range === 'all' ? 200 : 206).header('content-length', String(length));
  if (request.method === 'HEAD' || length === 0) return sendEmpty(file, reply, reply.statusCode);
  await reply.send(file.handle.createReadStream(part));
}

/** `If-Range` makes a part of a file that has changed since useless. */
function rangeOf({ headers }: FastifyRequest, etag: string, size: number): ByteRange | 'all' | 'unsatisfiable' {
  const condition = headers['if-range'];
  if (condition !== undefined && condition !== etag) return 'all';
  return byteRange(headers.range, size);
}

async function sendEmpty(file: OpenFile, reply: FastifyReply, status: number): Promise<void> {
  await file.handle.close();
  // an empty stream keeps the Content-Length that a HEAD reply has to tell
  await reply.status(status).send(status === 304 ? undefined : Readable.from([]));
}

async function refuseRange(file: OpenFile, reply: FastifyReply): Promise<void> {
  await file.handle.close();
  const details = `the file has ${file.size} bytes`;
  const error = { code: 'INVALID_REQUEST', message: 'the range is outside the file', details };
  void reply.status(416).header('content-range', `bytes */${file.size}`);
  for (const name of ['content-disposition', 'etag', 'last-modified']) void reply.removeHeader(name);
  await reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify({ error }));
}

const matches = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  (header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag));
