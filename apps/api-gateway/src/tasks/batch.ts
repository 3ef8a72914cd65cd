import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InvalidRequestError, httpStatusOf, isFinal, validate, type RequestError } from '@switchyard/contracts';
import { LOGGER, type Logger } from '@switchyard/observability';
import type { Created } from '@switchyard/task-store';
import { defect, toRequestError } from '../http/to-request-error';
import type { BatchItem, BatchReply } from './replies';
import { Submission } from './submission';
import { SubmissionAnswers } from './submission-answers';
import { SubmitService } from './submit.service';

/** What a submission is answered with. */
export const statusOf = ({ created, task }: Created): number => (created && !isFinal(task.status) ? 202 : 200);

/** Submits many tasks at once: what each of them asks of Redis travels together with what the others ask. */
@Injectable()
export class BatchService {
  constructor(
    private readonly submissions: SubmitService,
    private readonly answers: SubmissionAnswers,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async submit(tasks: Record<string, unknown>[]): Promise<BatchReply> {
    const results = await Promise.all(tasks.map((task) => this.one(task)));
    const refused = results.filter(({ error }) => error !== null).length;
    return { results, accepted: results.length - refused, refused };
  }

  private async one(plain: Record<string, unknown>): Promise<BatchItem> {
    try {
      const checked = validate(Submission, plain);
      if (!checked.ok) throw new InvalidRequestError(checked.problems);
      const created = await this.submissions.submit(checked.value);
      // when it was stored, the jobs of the tasks before it were still on their way: its place is looked up
      const task = await this.answers.of({ created: false, task: created.task });
      return { status: statusOf(created), task, error: null };
    } catch (error) {
      const told = toRequestError(error) ?? this.defectIn(error);
      return { status: httpStatusOf(told), task: null, error: told.toEnvelope().error };
    }
  }

  /** One submission on which we fail does not hide what became of the others. */
  private defectIn(error: unknown): RequestError {
    const id = randomUUID();
    this.log.error({
      event: 'batch.failed',
      request_id: id,
      error: error instanceof Error ? error.stack : String(error),
    });
    return defect(id);
  }
}
