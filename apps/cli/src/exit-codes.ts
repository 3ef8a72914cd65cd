import { GatewayError, UnreachableError } from '@switchyard/client';
import { ConfigError } from '@switchyard/config';
import { RequestError, type RequestErrorCode, type TaskState } from '@switchyard/contracts';
import { UnknownModelError } from '@switchyard/models';
import { CommanderError } from 'commander';
import { CliError, InterruptedError } from './cli-error';

/** What a script can tell from the end of the program. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  conflict: 4,
  unavailable: 5,
  timedOut: 6,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_CODES_HELP = `
Exit codes:
  0    ok
  1    the task failed, or something is missing
  2    wrong usage, or the request is not valid
  3    not found
  4    conflict: the state of the task or a file does not allow it
  5    the gateway is not reachable or cannot serve now
  6    timed out
  130  interrupted`;

const BY_CODE = {
  INVALID_REQUEST: EXIT.usage,
  UNAUTHORIZED: EXIT.failed,
  FORBIDDEN: EXIT.failed,
  TASK_NOT_FOUND: EXIT.notFound,
  NODE_NOT_FOUND: EXIT.notFound,
  RUN_NOT_FOUND: EXIT.notFound,
  FLOW_NOT_FOUND: EXIT.notFound,
  JOB_NOT_FOUND: EXIT.notFound,
  FILE_NOT_FOUND: EXIT.notFound,
  UNKNOWN_TASK_NAME: EXIT.notFound,
  ROUTE_NOT_FOUND: EXIT.notFound,
  MODEL_NOT_FOUND: EXIT.notFound,
  KEY_NOT_FOUND: EXIT.notFound,
  METHOD_NOT_ALLOWED: EXIT.notFound,
  TASK_TIMEOUT: EXIT.timedOut,
  TASK_CONFLICT: EXIT.conflict,
  FLOW_CONFLICT: EXIT.conflict,
  JOB_CONFLICT: EXIT.conflict,
  PAYLOAD_TOO_LARGE: EXIT.usage,
  UNSUPPORTED_MEDIA_TYPE: EXIT.usage,
  REPLY_UNUSABLE: EXIT.failed,
  RATE_LIMITED: EXIT.unavailable,
  INTERNAL_ERROR: EXIT.failed,
  RESOURCE_UNAVAILABLE: EXIT.unavailable,
  WAITED_TOO_LONG: EXIT.timedOut,
} as const satisfies Record<RequestErrorCode, ExitCode>;

const BY_STATE = {
  queued: EXIT.ok,
  running: EXIT.ok,
  succeeded: EXIT.ok,
  failed: EXIT.failed,
  cancelled: EXIT.failed,
  timed_out: EXIT.timedOut,
  expired: EXIT.timedOut,
} as const satisfies Record<TaskState, ExitCode>;

/** The exit code of a command whose answer is the end of a task. */
export const exitCodeOfState = (state: TaskState): ExitCode => BY_STATE[state];

/** The exit code of whatever a command threw. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof InterruptedError || isAbort(error)) return EXIT.interrupted;
  if (error instanceof CliError) return error.exitCode;
  if (error instanceof UnreachableError) return EXIT.unavailable;
  if (error instanceof ConfigError) return EXIT.usage;
  if (error instanceof UnknownModelError) return EXIT.notFound;
  if (error instanceof GatewayError || error instanceof RequestError) return codeOf(error.code);
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  return EXIT.failed;
}

/** A gateway of another version may use codes that this program does not know. */
function codeOf(code: string): ExitCode {
  return code in BY_CODE
    ? BY_CODE[code as RequestErrorCode]
    : code.endsWith('_NOT_FOUND')
      ? EXIT.notFound
      : EXIT.failed;
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
