import { GatewayError, UnreachableError } from '@switchyard/client';
import { REQUEST_ERROR_CODES, RequestError, TASK_STATES } from '@switchyard/contracts';
import { CliError, InterruptedError } from './cli-error';
import { exitCodeOf, exitCodeOfState } from './exit-codes';

const refused = (code: string): GatewayError => new GatewayError(0, { error: { code, message: '' } });

it.each([
  ['INVALID_REQUEST', 2],
  ['PAYLOAD_TOO_LARGE', 2],
  ['UNSUPPORTED_MEDIA_TYPE', 2],
  ['TASK_NOT_FOUND', 3],
  ['UNKNOWN_TASK_NAME', 3],
  ['FILE_NOT_FOUND', 3],
  ['NODE_NOT_FOUND', 3],
  ['TASK_CONFLICT', 4],
  ['RESOURCE_UNAVAILABLE', 5],
  ['RATE_LIMITED', 5],
  ['TASK_TIMEOUT', 6],
  ['INTERNAL_ERROR', 1],
  ['SOMETHING_NEW', 1],
])('%s ends with %i', (code, exit) => expect(exitCodeOf(refused(code))).toBe(exit));

it('gives an error of our own the exit code of the same error from the gateway', () => {
  for (const code of REQUEST_ERROR_CODES) {
    expect(exitCodeOf(new RequestError(code, ''))).toBe(exitCodeOf(refused(code)));
  }
});

it.each([
  [new UnreachableError('http://x', 'refused'), 5],
  [new InterruptedError(), 130],
  [new CliError('taken', 4), 4],
  [new Error('defect'), 1],
])('%s', (error, exit) => expect(exitCodeOf(error)).toBe(exit));

it('says with the exit code how a task ended', () => {
  const codes = TASK_STATES.map((state) => [state, exitCodeOfState(state)]);
  expect(Object.fromEntries(codes)).toMatchObject({ succeeded: 0, failed: 1, cancelled: 1, timed_out: 6, expired: 6 });
});
