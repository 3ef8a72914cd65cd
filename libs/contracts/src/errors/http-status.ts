import type { RequestError, RequestErrorCode } from './request-error';

/** What each code of an error means in HTTP; only the edge asks. */
export const HTTP_STATUS: Readonly<Record<RequestErrorCode, number>> = {
  INVALID_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  TASK_NOT_FOUND: 404,
  NODE_NOT_FOUND: 404,
  FILE_NOT_FOUND: 404,
  RUN_NOT_FOUND: 404,
  FLOW_NOT_FOUND: 404,
  JOB_NOT_FOUND: 404,
  UNKNOWN_TASK_NAME: 404,
  ROUTE_NOT_FOUND: 404,
  MODEL_NOT_FOUND: 404,
  KEY_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  TASK_TIMEOUT: 408,
  TASK_CONFLICT: 409,
  FLOW_CONFLICT: 409,
  JOB_CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  REPLY_UNUSABLE: 422,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  RESOURCE_UNAVAILABLE: 503,
  WAITED_TOO_LONG: 504,
};

export const httpStatusOf = ({ code }: RequestError): number => HTTP_STATUS[code];
