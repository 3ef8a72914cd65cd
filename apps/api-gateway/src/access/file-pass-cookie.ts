import { SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

export const TAKES_FILE_PASS = 'switchyard:file-pass';

const COOKIE = 'switchyard_files';

/** A pass outlives a film; a page that is open asks for a new one long before. */
const HOLDS_SECONDS = 4 * 3600;

/** A route that reads a file: it also takes the pass that a page got, because pictures, players and links send no key. */
export const TakesFilePass = (): MethodDecorator => SetMetadata(TAKES_FILE_PASS, true);

export const passIn = ({ headers }: FastifyRequest): string | undefined =>
  new RegExp(`(?:^|; *)${COOKIE}=([^;]+)`).exec(headers.cookie ?? '')?.[1];

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
