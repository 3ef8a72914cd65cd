import type { IncomingMessage } from 'node:http';
import { InvalidRequestError } from '@switchyard/contracts';

/** No client of ours sends a tenth of these; Node drops headers beyond 2000 without a word. */
const MOST_HEADERS = 200;

/** Requests that another server on the way could understand differently, or that are no client's of ours. */
export function strangeRequest({ rawHeaders, url = '', headers }: IncomingMessage): InvalidRequestError | undefined {
  if (rawHeaders.length / 2 > MOST_HEADERS) return refused('headers', `are more than ${MOST_HEADERS}`);
  const hosts = rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host');
  if (hosts.length > 1) return refused('Host', 'is given more than once');
  if (url.startsWith('/') || url === '*') return undefined;
  const host = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1];
  return host?.toLowerCase() === headers.host?.toLowerCase()
    ? undefined
    : refused('url', 'names another host than Host');
}

const refused = (field: string, problem: string): InvalidRequestError => new InvalidRequestError({ [field]: problem });
