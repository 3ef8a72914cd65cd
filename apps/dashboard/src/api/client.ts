import createClient from 'openapi-fetch';
import type { Schemas, paths } from '@switchyard/client';
import { fetchWithKey } from './access';

/** The gateway that served this page. */
export const http = createClient<paths>({ baseUrl: '', fetch: fetchWithKey });

/** The gateway said no, or something else answered in its place. */
export class RefusedError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details?: string | Record<string, unknown>,
  ) {
    super(message);
  }
}

/** No gateway answers. */
export class AwayError extends Error {}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What a call answers, or an error that a person can be shown. */
export async function take<T>(call: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const answer = await call.catch((error: unknown) => {
    throw error instanceof TypeError ? new AwayError('no gateway answers') : error;
  });
  const { data, error, response } = answer;
  if (response.ok) return data as NonNullable<T>;
  throw refusalOf(response.status, error);
}

export function refusalOf(status: number, body: unknown): RefusedError | AwayError {
  const error = (body as Partial<Schemas['ErrorEnvelope']> | undefined)?.error;
  if (error?.code) return new RefusedError(status, error.code, error.message, error.details);
  // a proxy in between, while the gateway restarts
  if (status === 502 || status === 504) return new AwayError('no gateway answers');
  return new RefusedError(status, 'INTERNAL_ERROR', `the answer was ${status}, not in the form of the gateway`);
}

/** The address of a file of the share. */
export const fileUrl = (sharePath: string): string =>
  `/v1/files/share/${sharePath
    .replace(/^\/share\//, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/')}`;
