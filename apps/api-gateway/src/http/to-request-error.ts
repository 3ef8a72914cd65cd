import { randomUUID } from 'node:crypto';
import { HttpException } from '@nestjs/common';
import { InvalidRequestError, RequestError, type RequestErrorCode } from '@switchyard/contracts';
import type { Logger } from '@switchyard/observability';
import { isRedisOutage } from '@switchyard/redis';
import { FileTooLargeError, PathProblem, StalledShareError, isFull } from '@switchyard/storage';

/** What the words of Fastify's own errors are here; they know nothing internal. */
const BY_STATUS: Readonly<Record<number, [code: RequestErrorCode, message: string]>> = {
  404: ['ROUTE_NOT_FOUND', 'no such route'],
  406: ['UNSUPPORTED_MEDIA_TYPE', 'the body is not of a type this route takes'],
  413: ['PAYLOAD_TOO_LARGE', 'the body is too large'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'the body is not of a type this route takes'],
  429: ['RATE_LIMITED', 'too many requests'],
  503: ['RESOURCE_UNAVAILABLE', 'not available right now'],
};

/** Translates whatever was thrown while a request was served; `undefined` means a defect of ours. */
export function toRequestError(thrown: unknown): RequestError | undefined {
  if (thrown instanceof RequestError) return thrown;
  if (thrown instanceof PathProblem) return new InvalidRequestError({ path: thrown.reason });
  if (isRedisOutage(thrown)) return redisAway();
  if (thrown instanceof FileTooLargeError)
    return new RequestError('PAYLOAD_TOO_LARGE', 'the file is too large', thrown.message);
  if (isFull(thrown)) return noSpaceLeft();
  if (thrown instanceof StalledShareError)
    return new RequestError('RESOURCE_UNAVAILABLE', 'the shared storage hangs', `${thrown.message}; try again soon`);
  const status = statusOf(thrown);
  if (status === undefined || !(thrown instanceof Error)) return undefined;
  const known = BY_STATUS[status];
  if (known) return new RequestError(known[0], known[1], thrown.message);
  return status < 500 ? new RequestError('INVALID_REQUEST', 'the request is not valid', thrown.message) : undefined;
}

/** What a client of a WebSocket is told of whatever was thrown; a defect of ours goes to the log. */
export function refusalOf(thrown: unknown, log: Logger, facts: object): RequestError {
  const known = toRequestError(thrown);
  if (known) return known;
  const request_id = randomUUID();
  log.error({ event: 'socket.failed', request_id, ...facts, err: thrown });
  return defect(request_id);
}

/** The answer to a defect of ours: nothing of it is told. */
export const defect = (requestId: string): RequestError =>
  new RequestError('INTERNAL_ERROR', 'something went wrong here', `request ${requestId} is in the log of the gateway`);

const redisAway = (): RequestError =>
  new RequestError('RESOURCE_UNAVAILABLE', 'the task store is not available', 'Redis does not answer; try again soon');

const noSpaceLeft = (): RequestError =>
  new RequestError(
    'RESOURCE_UNAVAILABLE',
    'no space left on the shared storage',
    'free some space below the shared storage root or delete tasks that are no longer needed, then try again',
  );

/** The status of Nest's and Fastify's errors; other errors that carry one are not trusted with it. */
function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (thrown instanceof Error && 'code' in thrown && 'statusCode' in thrown && /^FST_/.test(String(thrown.code))) {
    return Number(thrown.statusCode);
  }
  return undefined;
}
