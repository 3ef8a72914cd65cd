import { TaskError } from '@switchyard/contracts';

/** A model went on answering what nothing can be made of. */
export class UnusableReplyError extends TaskError {
  readonly code = 'REPLY_UNUSABLE';
  readonly retryable = false;

  constructor(model: string, tries: number, problem: string) {
    super(`${tries} replies of ${model} could not be used, the last because ${problem}; take a better model`);
  }
}
