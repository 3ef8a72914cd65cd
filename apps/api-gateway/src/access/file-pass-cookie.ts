import { SetMetadata } from '@nestjs/common';
import { formatSharePath } from '@switchyard/storage';
import type { FastifyRequest } from 'fastify';
import { namesInUrl } from '../files/file-path';

export const TAKES_FILE_PASS = 'switchyard:file-pass';

const COOKIE = 'switchyard_files';

/** A pass outlives a film; a page that is open asks for a new one long before. */
const HOLDS_SECONDS = 4 * 3600;

/** A route that reads a file: it also takes the pass that a page got, because pictures, players and links send no key. */
export const TakesFilePass = (): MethodDecorator => SetMetadata(TAKES_FILE_PASS, true);

/** A pass as a request presents it. */
export interface PresentedPass {
  pass: string;
  /** The file that is asked for, when the pass stands in the link to it. */
  path?: string;
}

/** The pass of a link goes before that of a page. */
export function passIn({ headers, query, params }: FastifyRequest): PresentedPass | undefined {
  const { pass } = query as { pass?: unknown };
  if (typeof pass === 'string') return { pass, path: sharePathOf((params as { '*'?: string })['*'] ?? '') };
  const cookie = new RegExp(`(?:^|; *)${COOKIE}=([^;]+)`).exec(headers.cookie ?? '')?.[1];
  return cookie === undefined ? undefined : { pass: cookie };
}

/** A link that is spoiled opens nothing: no file has the empty path. */
function sharePathOf(path: string): string {
  try {
    return formatSharePath(namesInUrl(path));
  } catch {
    return '';
  }
}

export const passUntilMs = (): number => Date.now() + HOLDS_SECONDS * 1000;

/** Sent with requests for files only, by pages of this gateway only; no script reads it. */
export const passCookie = ({ protocol }: FastifyRequest, pass: string | undefined): string =>
  [
    `${COOKIE}=${pass ?? ''}`,
    'Path=/v1/files',
    `Max-Age=${pass === undefined ? 0 : HOLDS_SECONDS}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(protocol === 'https' ? ['Secure'] : []),
  ].join('; ');
