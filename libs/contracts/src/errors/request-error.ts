/** Codes of the error envelope and the HTTP status each one means. */
export const HTTP_STATUS = {
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
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  RESOURCE_UNAVAILABLE: 503,
  WAITED_TOO_LONG: 504,
} as const;

export type RequestErrorCode = keyof typeof HTTP_STATUS;

/** What is wrong in which field: `{ "input_data.fps": "must not be greater than 60" }`. */
export type FieldProblems = Record<string, string>;

export interface ErrorEnvelope {
  error: { code: string; message: string; details?: string | FieldProblems | Record<string, unknown> };
}

/** A request that cannot be served, said so that its sender can act on it. */
export class RequestError extends Error {
  constructor(
    readonly code: RequestErrorCode,
    message: string,
    readonly details?: string | FieldProblems | Record<string, unknown>,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }

  get status(): number {
    return HTTP_STATUS[this.code];
  }

  toEnvelope(): ErrorEnvelope {
    const { code, message, details } = this;
    return { error: details === undefined ? { code, message } : { code, message, details } };
  }
}

/** Problems that are told; a body of a megabyte can have a hundred thousand of them. */
const MOST_PROBLEMS = 20;
const LONGEST_NAME = 200;

/** The request breaks its schema; `problems` names the first fields at fault. */
export class InvalidRequestError extends RequestError {
  readonly problems: FieldProblems;

  constructor(all: FieldProblems) {
    const entries = Object.entries(all);
    const told = entries.slice(0, MOST_PROBLEMS).map(([field, text]) => [field.slice(0, LONGEST_NAME), text] as const);
    const rest = entries.length - told.length;
    const problems = Object.fromEntries(rest > 0 ? [...told, ['…', `${rest} more problems`] as const] : told);
    super('INVALID_REQUEST', `the request is not valid: ${Object.keys(problems).join(', ')}`, problems);
    this.problems = problems;
  }
}
