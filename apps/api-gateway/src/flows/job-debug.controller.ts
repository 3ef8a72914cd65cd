import { randomUUID } from 'node:crypto';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InvalidRequestError, RequestError } from '@switchyard/contracts';
import { JobReader, isJobOver, routineOf, syntaxProblem, type Flow } from '@switchyard/flows';
import { Needs } from '../access/needs';
import { FAILURE } from '../http/dto';
import { OwnJobs } from './own-jobs';
import { BreakpointReply, BreakpointsRemoved, BreakpointsReply, DebugReply, JobView } from './replies';
import { BreakpointRequest, BreakpointsQuery, JobParams } from './requests';
import { SteerJob } from './steer-job';

/** Items of each slot that a session shows. */
const MOST_SHOWN = 50;
const MOST_BREAKPOINTS = 100;

/** Stops jobs before a routine works, and steps through them. */
@ApiTags('Jobs')
@Controller('api/jobs/:id/debug')
export class JobDebugController {
  constructor(
    private readonly jobs: OwnJobs,
    private readonly reader: JobReader,
    private readonly steering: SteerJob,
  ) {}

  @ApiOperation({ summary: 'Breakpoints of a job' })
  @ApiOkResponse({ type: BreakpointsReply })
  @Needs('read')
  @Get('breakpoints')
  async breakpoints(@Param() { id }: JobParams): Promise<BreakpointsReply> {
    await this.jobs.get(id);
    return { breakpoints: await this.reader.breakpoints(id) };
  }

  @ApiOperation({ summary: 'Pause the job before a routine works' })
  @ApiCreatedResponse({ type: BreakpointReply })
  @ApiConflictResponse({ description: 'the job has ended, or has too many', ...FAILURE })
  @Needs('submit')
  @Post('breakpoints')
  async add(@Param() { id }: JobParams, @Body() wanted: BreakpointRequest): Promise<BreakpointReply> {
    const { flow, status } = await this.jobs.get(id);
    if (isJobOver(status)) throw new RequestError('JOB_CONFLICT', 'the job has ended', `job ${id} is ${status}`);
    refuseWrong(flow, wanted);
    if ((await this.reader.breakpoints(id)).length >= MOST_BREAKPOINTS)
      throw new RequestError('JOB_CONFLICT', `the job has ${MOST_BREAKPOINTS} breakpoints`, 'remove some first');
    const breakpoint = { breakpoint_id: randomUUID(), ...wanted };
    await this.reader.addBreakpoint(id, breakpoint);
    return breakpoint;
  }

  @ApiOperation({ summary: 'Remove one breakpoint, or all' })
  @ApiOkResponse({ type: BreakpointsRemoved })
  @Needs('submit')
  @Delete('breakpoints')
  async remove(@Param() { id }: JobParams, @Query() { breakpoint_id }: BreakpointsQuery): Promise<BreakpointsRemoved> {
    await this.jobs.get(id);
    return { removed: await this.reader.removeBreakpoints(id, breakpoint_id) };
  }

  @ApiOperation({ summary: 'Where the job stands still, and what waits in its slots' })
  @ApiOkResponse({ type: DebugReply })
  @Needs('read')
  @Get('session')
  async session(@Param() { id }: JobParams): Promise<DebugReply> {
    const job = await this.jobs.get(id);
    const { status, session } = job;
    return { job_id: id, status, session, slots: await this.reader.waiting(job, MOST_SHOWN) };
  }

  @ApiOperation({ summary: 'Do the next activation, and stop before the one after it' })
  @ApiOkResponse({ type: JobView })
  @ApiConflictResponse({ description: 'it is not paused', ...FAILURE })
  @Needs('submit')
  @HttpCode(200)
  @Post('step')
  step(@Param() { id }: JobParams): Promise<JobView> {
    return this.steering.steer(id, 'step');
  }

  @ApiOperation({ summary: 'Go on to the next breakpoint' })
  @ApiOkResponse({ type: JobView })
  @ApiConflictResponse({ description: 'it is not paused', ...FAILURE })
  @Needs('submit')
  @HttpCode(200)
  @Post('resume')
  resume(@Param() { id }: JobParams): Promise<JobView> {
    return this.steering.steer(id, 'resume');
  }
}

function refuseWrong(flow: Flow, { routine_id, slot_name, condition }: BreakpointRequest): void {
  const routine = routineOf(flow, routine_id);
  if (!routine) throw new InvalidRequestError({ routine_id: 'is no routine of the flow' });
  if (slot_name !== undefined && !routine.slots.some((slot) => slot.slot_name === slot_name))
    throw new InvalidRequestError({ slot_name: `is no slot of ${routine_id}` });
  const problem = condition === undefined ? undefined : syntaxProblem(condition);
  if (problem) throw new InvalidRequestError({ condition: problem });
}
