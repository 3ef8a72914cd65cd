import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { JobReader, isJobOver } from '@switchyard/flows';
import type { FastifyReply } from 'fastify';
import { Needs } from '../access/needs';
import { FAILURE } from '../http/dto';
import { OpenStreams } from '../tasks/open-streams';
import { viewOf } from './job-views';
import { OwnJobs } from './own-jobs';
import { JobPage, JobReply, JobView } from './replies';
import { JobParams, JobRequest, JobsQuery } from './requests';
import { StartJob } from './start-job';
import { SteerJob } from './steer-job';

/** Starts, shows and steers jobs. */
@ApiTags('Jobs')
@Controller('api/jobs')
export class JobsController {
  constructor(
    private readonly jobs: OwnJobs,
    private readonly starts: StartJob,
    private readonly steering: SteerJob,
    private readonly reader: JobReader,
    private readonly streams: OpenStreams,
  ) {}

  @ApiOperation({ summary: 'Start a job of a flow' })
  @ApiAcceptedResponse({ type: JobReply, description: 'it runs' })
  @ApiOkResponse({ type: JobReply, description: 'it has this request already, or it ended within the wait' })
  @ApiNotFoundResponse({ description: 'no such flow', ...FAILURE })
  @ApiConflictResponse({ description: 'this idempotency key has another request', ...FAILURE })
  @Needs('submit')
  @Post()
  async start(@Body() request: JobRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<JobReply> {
    if (request.wait) this.streams.admit(reply.request.ip);
    const { job, isNew } = await this.starts.start(request);
    const known = request.wait ? await this.ended(job, reply) : job;
    void reply.header('location', `/api/jobs/${job.job_id}`).status(isNew && !isJobOver(known.status) ? 202 : 200);
    return this.replyOf(known);
  }

  @ApiOperation({ summary: 'Jobs, newest first' })
  @ApiOkResponse({ type: JobPage })
  @Needs('read')
  @Get()
  async list(@Query() { status, flow_id, limit }: JobsQuery): Promise<JobPage> {
    return { jobs: (await this.jobs.list(status, flow_id, limit)).map(viewOf) };
  }

  @ApiOperation({ summary: 'How a job is doing, and its results' })
  @ApiOkResponse({ type: JobReply })
  @Needs('read')
  @Get(':id')
  async get(@Param() { id }: JobParams): Promise<JobReply> {
    return this.replyOf(await this.jobs.get(id));
  }

  @ApiOperation({ summary: 'Begin nothing more until it is resumed' })
  @ApiOkResponse({ type: JobView })
  @ApiConflictResponse({ description: 'it does not run', ...FAILURE })
  @Needs('submit')
  @HttpCode(200)
  @Post(':id/pause')
  pause(@Param() { id }: JobParams): Promise<JobView> {
    return this.steering.steer(id, 'pause');
  }

  @ApiOperation({ summary: 'Go on where it was paused' })
  @ApiOkResponse({ type: JobView })
  @ApiConflictResponse({ description: 'it is not paused', ...FAILURE })
  @Needs('submit')
  @HttpCode(200)
  @Post(':id/resume')
  resume(@Param() { id }: JobParams): Promise<JobView> {
    return this.steering.steer(id, 'resume');
  }

  @ApiOperation({ summary: 'End a job, and its tasks' })
  @ApiOkResponse({ type: JobView })
  @ApiConflictResponse({ description: 'it has ended', ...FAILURE })
  @Needs('submit')
  @HttpCode(200)
  @Post(':id/cancel')
  cancel(@Param() { id }: JobParams): Promise<JobView> {
    return this.steering.steer(id, 'cancel');
  }

  private async ended(job: Parameters<StartJob['end']>[0], reply: FastifyReply): ReturnType<StartJob['end']> {
    const hungUp = new AbortController();
    const release = this.streams.hold(reply.request.ip);
    reply.raw.once('close', () => hungUp.abort());
    try {
      return await this.starts.end(job, hungUp.signal);
    } finally {
      release();
    }
  }

  private async replyOf(job: Parameters<typeof viewOf>[0]): Promise<JobReply> {
    return { ...viewOf(job), results: await this.reader.results(job.job_id) };
  }
}
