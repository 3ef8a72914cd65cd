/** Codes of the error envelope. */
export const REQUEST_ERROR_CODES = [
  'INVALID_REQUEST',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'TASK_NOT_FOUND',
  'NODE_NOT_FOUND',
  'FILE_NOT_FOUND',
  'RUN_NOT_FOUND',
  'FLOW_NOT_FOUND',
  'JOB_NOT_FOUND',
  'UNKNOWN_TASK_NAME',
  'ROUTE_NOT_FOUND',
  'MODEL_NOT_FOUND',
  'KEY_NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'TASK_TIMEOUT',
  'TASK_CONFLICT',
  'FLOW_CONFLICT',
  'JOB_CONFLICT',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'REPLY_UNUSABLE',
  'RATE_LIMITED',
  'INTERNAL_ERROR',
  'RESOURCE_UNAVAILABLE',
  'WAITED_TOO_LONG',
] as const;

export type RequestErrorCode = (typeof REQUEST_ERROR_CODES)[number];

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
