/** Where the key is kept: in this browser until the person leaves, or in this tab until it is closed. */
export type Keeping = 'browser' | 'tab';

const KEPT_UNDER = 'switchyard-key';
/** A browser's WebSocket sends no headers of ours, but names of protocols. */
const PROTOCOL = 'switchyard';
/** A header can hold no other characters, and no key has any. */
const SENDABLE = /^[!-~]+$/;

/** Storage can be off; then the key is known until the page is left. */
let known: string | null = null;
let onRefused: () => void = () => undefined;

/** The text of the API key that the page sends, if it has one. */
export function currentKey(): string | null {
  return known ?? kept('tab') ?? kept('browser');
}

export const isSendable = (text: string): boolean => SENDABLE.test(text);

export function keepKey(text: string, keeping: Keeping): void {
  forgetKey();
  known = text;
  within(keeping, (storage) => storage.setItem(KEPT_UNDER, text));
}

export function forgetKey(): void {
  known = null;
  for (const keeping of ['tab', 'browser'] as const) within(keeping, (storage) => storage.removeItem(KEPT_UNDER));
}

/** Called when the gateway takes the key no longer. */
export function whenRefused(told: () => void): void {
  onRefused = told;
}

export function keyHeaders(): Record<string, string> {
  const key = currentKey();
  return key === null ? {} : { authorization: `Bearer ${key}` };
}

/** `fetch` with the key; all requests of the page go through here, but for uploads. */
export async function fetchWithKey(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  for (const [name, value] of Object.entries(keyHeaders())) request.headers.set(name, value);
  const response = await fetch(request);
  noteStatus(response.status);
  return response;
}

export function noteStatus(status: number): void {
  if (status === 401) onRefused();
}

/** A WebSocket of the gateway, opened with the key. */
export function openSocket(path: string): WebSocket {
  const key = currentKey();
  const url = new URL(path, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  return new WebSocket(url, key === null ? [] : [PROTOCOL, `${PROTOCOL}.key.${key}`]);
}

function kept(keeping: Keeping): string | null {
  return within(keeping, (storage) => storage.getItem(KEPT_UNDER)) ?? null;
}

function within<T>(keeping: Keeping, work: (storage: Storage) => T): T | undefined {
  try {
    return work(keeping === 'tab' ? sessionStorage : localStorage);
  } catch {
    return undefined; // storage is off or full
  }
}
