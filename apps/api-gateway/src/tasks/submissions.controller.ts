import { Body, Controller, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConflictResponse,
  ApiExtraModels,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { isFinal } from '@switchyard/contracts';
import type { Created } from '@switchyard/task-store';
import type { FastifyReply } from 'fastify';
import { Needs } from '../access/needs';
import { FAILURE, FromHeaders } from '../http/dto';
import { DryRunReply, DryRunService } from './dry-run';
import { OpenStreams } from './open-streams';
import { PreferHeader, waitIn } from './preferences';
import { SubmitQuery, TaskParams } from './queries';
import { BatchReply, SubmissionReply } from './replies';
import { Batch, Retrial, Submission } from './submission';
import { SubmissionAnswers } from './submission-answers';
import { BatchService, statusOf } from './batch';
import { SubmitService } from './submit.service';

const SUBMITTED_OR_TRIED = {
  schema: { anyOf: [{ $ref: getSchemaPath(SubmissionReply) }, { $ref: getSchemaPath(DryRunReply) }] },
};

/** Takes tasks. */
@ApiTags('Tasks')
@Controller('v1/tasks')
export class SubmissionsController {
  constructor(
    private readonly submissions: SubmitService,
    private readonly answers: SubmissionAnswers,
    private readonly dryRuns: DryRunService,
    private readonly batches: BatchService,
    private readonly streams: OpenStreams,
  ) {}

  @ApiOperation({ summary: 'Submit a task' })
  @ApiExtraModels(SubmissionReply, DryRunReply)
  @ApiConflictResponse({ description: 'this id has another request', ...FAILURE })
  @ApiNotFoundResponse({ description: 'no such task name', ...FAILURE })
  @ApiAcceptedResponse({ type: SubmissionReply, description: 'it is stored, and waits or runs' })
  @ApiOkResponse({
    description: 'this id has this request already, or it ended within the wait; with `dry_run` what would happen',
    ...SUBMITTED_OR_TRIED,
  })
  @Needs('submit')
  @Post()
  async submit(
    @Body() submission: Submission,
    @Query() { dry_run }: SubmitQuery,
    @FromHeaders(PreferHeader) { Prefer }: PreferHeader,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SubmissionReply | DryRunReply> {
    if (dry_run) {
      void reply.status(200);
      return this.dryRuns.of(submission);
    }
    const seconds = waitIn(Prefer);
    if (seconds !== undefined) this.streams.admit(reply.request.ip);
    return this.answer(await this.submissions.submit(submission), reply, seconds);
  }

  @ApiOperation({ summary: 'Submit up to 1000 tasks, each answered on its own' })
  @ApiOkResponse({ type: BatchReply })
  @Needs('submit')
  @HttpCode(200)
  @Post('batch')
  batch(@Body() { tasks }: Batch): Promise<BatchReply> {
    return this.batches.submit(tasks);
  }

  @ApiOperation({ summary: 'Try an ended task again, as a new task of its workflow' })
  @ApiBody({ type: Retrial, required: false })
  @ApiConflictResponse({ description: 'it has not ended, or the new id has another request', ...FAILURE })
  @ApiNotFoundResponse({ description: 'no such task', ...FAILURE })
  @ApiAcceptedResponse({ type: SubmissionReply, description: 'the new task is stored, and waits or runs' })
  @ApiOkResponse({ type: SubmissionReply, description: 'the new id has this request already' })
  @Needs('submit')
  @Post(':id/retry')
  async retry(
    @Param() { id }: TaskParams,
    @Body() { task_id }: Retrial = {},
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SubmissionReply> {
    return this.answer(await this.submissions.again(id, task_id), reply);
  }

  private async answer(created: Created, reply: FastifyReply, seconds?: number): Promise<SubmissionReply> {
    void reply.header('location', `/v1/tasks/${created.task.task_id}`).status(statusOf(created));
    if (seconds === undefined) return this.answers.of(created);
    void reply.header('preference-applied', `wait=${seconds}`);
    const hungUp = new AbortController();
    const release = this.streams.hold(reply.request.ip);
    reply.raw.once('close', () => hungUp.abort());
    try {
      const answer = await this.answers.afterWait(created, seconds * 1000, hungUp.signal);
      if (isFinal(answer.status)) void reply.status(200);
      return answer;
    } finally {
      release();
    }
  }
}
