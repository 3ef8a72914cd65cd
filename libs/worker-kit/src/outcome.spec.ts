import {
  DiskFullError,
  EngineCrashedError,
  InputRejectedError,
  InternalTaskError,
  ModelUnavailableError,
  TaskCancelledError,
  TaskTimeoutError,
  toTaskError,
} from '@switchyard/contracts';
import { judge } from './outcome';

const POISON_LIMIT = 3;
const task = (attempt = 1, deaths = 0) => ({ attempt, deaths, max_attempts: 3 });

describe('what becomes of a task whose attempt failed', () => {
  it.each([
    [new TaskCancelledError(), 'cancelled', 'CANCELLED'],
    [new TaskTimeoutError(5), 'timed_out', 'TASK_TIMEOUT'],
    [new InputRejectedError('no video'), 'failed', 'INPUT_REJECTED'],
    [new ModelUnavailableError('m', 'gone'), 'failed', 'MODEL_UNAVAILABLE'],
  ])('%s ends it at once as %s', (error, ending, code) => {
    expect(judge(error, task(), POISON_LIMIT)).toMatchObject({ kind: 'end', ending, failure: { code } });
  });

  it('is tried again when the disk was full', () => {
    expect(judge(new DiskFullError('x'), task(), POISON_LIMIT)).toMatchObject({ kind: 'retry' });
  });

  it.each([
    [1, 'retry'],
    [2, 'retry'],
    [3, 'end'],
  ])('what may help another time is tried again after attempt %d: %s', (attempt, kind) => {
    expect(judge(new InternalTaskError('oops'), task(attempt), POISON_LIMIT)).toMatchObject({
      kind,
      failure: { code: 'INTERNAL_ERROR', message: 'oops' },
    });
  });

  it('counts only what the engine or worker died of', () => {
    expect(judge(new InternalTaskError('oops'), task(2, 2), POISON_LIMIT)).toMatchObject({
      kind: 'retry',
      failure: { deadly: false },
    });
    expect(judge(new EngineCrashedError('e', 'signal SIGSEGV'), task(), POISON_LIMIT)).toMatchObject({
      kind: 'retry',
      failure: { code: 'ENGINE_CRASHED', deadly: true },
    });
  });

  it('gives an input up that was deadly too often, before its attempts are used up, and keeps the last words', () => {
    const crash = new EngineCrashedError('e', 'signal SIGSEGV', 'free(): invalid pointer');
    expect(judge(crash, { attempt: 3, deaths: 2, max_attempts: 9 }, POISON_LIMIT)).toEqual({
      kind: 'end',
      ending: 'failed',
      failure: {
        code: 'POISON_TASK',
        retryable: false,
        message: expect.stringMatching(/died 3 times on this input.* engine e ended .* \(signal SIGSEGV\)$/) as string,
        details: 'free(): invalid pointer',
      },
    });
  });

  it('ends a deadly input as what it was when its attempts are used up first', () => {
    const crash = new EngineCrashedError('e', 'signal SIGKILL');
    expect(judge(crash, { attempt: 2, deaths: 0, max_attempts: 2 }, POISON_LIMIT)).toMatchObject({
      ending: 'failed',
      failure: { code: 'ENGINE_CRASHED' },
    });
  });

  it('takes an unknown error for a defect of ours that may pass', () => {
    expect(judge(toTaskError(new TypeError('x is not a function')), task(), POISON_LIMIT)).toMatchObject({
      kind: 'retry',
      failure: { code: 'INTERNAL_ERROR', deadly: false },
    });
  });
});
