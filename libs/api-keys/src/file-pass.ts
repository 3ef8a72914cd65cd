import { createHmac, timingSafeEqual } from 'node:crypto';
import type { StoredApiKey } from './api-key';

const FORM = /^([0-9a-f]{8})\.(\d{1,16})\.([0-9a-f]{64})$/;

/**
 * A right to read files as a key, until a time: for what a browser loads by itself, with which it can send no key.
 * It ends with the key, and it tells nothing of the key.
 * @param path the one file that it opens; without one it opens all that the key may read
 */
export const filePassOf = (key: StoredApiKey, untilMs: number, path?: string): string =>
  `${key.id}.${untilMs}.${signature(key, untilMs, path).toString('hex')}`;

/** The id of the key that a pass is said to be of; nothing when the text is no pass. */
export const keyIdOfPass = (text: string): string | undefined => FORM.exec(text)?.[1];

export function isFilePassOf(text: string, key: StoredApiKey, nowMs: number, path?: string): boolean {
  const [, id, until, signed = ''] = FORM.exec(text) ?? [];
  if (id !== key.id || Number(until) <= nowMs) return false;
  return timingSafeEqual(Buffer.from(signed, 'hex'), signature(key, Number(until), path));
}

/** Only gateways and Redis have the hash of a key. */
const signature = ({ id, hash }: StoredApiKey, untilMs: number, path?: string): Buffer =>
  createHmac('sha256', hash)
    .update(path === undefined ? `files ${id} ${untilMs}` : `file ${id} ${untilMs} ${path}`)
    .digest();
