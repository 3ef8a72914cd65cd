import { Injectable } from '@nestjs/common';
import type { ListResourcesResult, ReadResourceResult } from '@modelcontextprotocol/sdk/types.js';
import { RequestError } from '@switchyard/contracts';
import { contentOf } from '../../files/content-type';
import { FilesService } from '../../files/files.service';

const SCHEME = 'switchyard://files';
const PAGE = 200;
/** A resource is one message, and ends up in the context of a model. */
const MOST_BYTES = 8 * 1024 * 1024;

/** @param path `/share/…` */
export const uriOf = (path: string): string => `${SCHEME}${path.split('/').map(encodeURIComponent).join('/')}`;

/** The files of the share as resources. */
@Injectable()
export class McpFiles {
  constructor(private readonly files: FilesService) {}

  async list(cursor?: string): Promise<ListResourcesResult> {
    const { files, next_cursor } = await this.files.list({ prefix: '', limit: PAGE, cursor });
    const resources = files.map(({ path, size }) => ({
      ...{ uri: uriOf(path), name: path, size, mimeType: contentOf(path).type },
    }));
    return { resources, ...(next_cursor === null ? {} : { nextCursor: next_cursor }) };
  }

  async read(uri: string): Promise<ReadResourceResult> {
    if (!uri.startsWith(`${SCHEME}/`)) throw noFile(uri);
    const { handle, size, sharePath } = await this.files.open(decoded(uri.slice(SCHEME.length)));
    try {
      if (size > MOST_BYTES)
        throw new RequestError(
          'PAYLOAD_TOO_LARGE',
          'the file is too large for a resource',
          `GET /v1/files${sharePath}`,
        );
      const bytes = await handle.readFile();
      const { type: mimeType } = contentOf(sharePath);
      const isText = /^text\/|json/.test(mimeType);
      return {
        contents: [{ uri, mimeType, ...(isText ? { text: bytes.toString() } : { blob: bytes.toString('base64') }) }],
      };
    } finally {
      await handle.close();
    }
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw noFile(path);
  }
}

const noFile = (uri: string): RequestError =>
  new RequestError('FILE_NOT_FOUND', 'file not found', `${uri.slice(0, 200)} is not a resource here`);
