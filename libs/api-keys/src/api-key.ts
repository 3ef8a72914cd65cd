import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a key may do. `admin` may do everything, and sees the tasks and files of all keys. */
export const SCOPES = ['submit', 'read', 'code', 'node', 'admin'] as const;

export type Scope = (typeof SCOPES)[number];

/** What a key may have at most; no limit where none is named. */
export interface KeyLimits {
  /** Tasks that wait. */
  most_queued?: number;
  /** Tasks that run at the same time; more of them wait. */
  most_running?: number;
  /** Bytes of its uploads and of the files of its tasks. */
  most_bytes?: number;
}

/** `null` takes a limit away; what is not named stays. */
export type ChangedLimits = { [Name in keyof KeyLimits]: KeyLimits[Name] | null };

/** A key as it is kept and shown: without the secret, which only its owner has. */
export interface ApiKey extends KeyLimits {
  id: string;
  /** Says to a person what it is for. */
  name: string;
  scopes: Scope[];
  /** Whether it sees the tasks and files of other keys, too. */
  sees_all: boolean;
  /** RFC 3339 */
  created_at: string;
  /** RFC 3339; null: never */
  expires_at: string | null;
  /** Requests to one route in a minute, where it is not what the gateway lets each key. */
  rate_limit?: number;
}

/** What a new key is made of. */
export type NewApiKey = Omit<ApiKey, 'id' | 'created_at'>;

/** A key with the hash by which its text is recognised. */
export interface StoredApiKey extends ApiKey {
  /** SHA-256 of the whole text; a slow hash is for passwords, which can be guessed. */
  hash: string;
}

const FORM = /^sy_([0-9a-f]{8})_[0-9a-f]{64}$/;

/** Makes the text of a key. 256 random bits cannot be guessed. */
export function newKeyText(): { id: string; text: string; hash: string } {
  const id = randomBytes(4).toString('hex');
  const text = `sy_${id}_${randomBytes(32).toString('hex')}`;
  return { id, text, hash: hashOf(text) };
}

/** The id that the text of a key begins with; nothing when the text is no key. */
export const idOf = (text: string): string | undefined => FORM.exec(text)?.[1];

/** Whether a text is that of a stored key; takes the same time however much of it is right. */
export const isTextOf = (text: string, { hash }: StoredApiKey): boolean =>
  timingSafeEqual(Buffer.from(hashOf(text), 'hex'), Buffer.from(hash, 'hex'));

export const isExpired = ({ expires_at }: ApiKey, nowMs: number): boolean =>
  expires_at !== null && Date.parse(expires_at) <= nowMs;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
