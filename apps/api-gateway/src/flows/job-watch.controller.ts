import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { JobMonitor, JobReader, type StoredJob } from '@switchyard/flows';
import { Needs } from '../access/needs';
import { routineIn } from './flows.controller';
import { viewOf } from './job-views';
import { JobWaits } from './job-waits';
import { OwnJobs } from './own-jobs';
import {
  JobMetricsReply,
  JobMonitoringReply,
  JobStateReply,
  ManyMonitoringReply,
  RoutineExecutionStatusReply,
  RoutineMonitoringReply,
  SlotQueueStatusReply,
  TraceReply,
} from './replies';
import { JobParams, JobRoutineParams, MonitoringQuery, TraceQuery } from './requests';

const MOST_ENTRIES = 10_000;

const byRoutine = (schema: object): object => ({ schema: { type: 'object', additionalProperties: schema } });

/** Shows how the routines and slots of jobs are doing. */
@ApiTags('Jobs')
@ApiExtraModels(RoutineMonitoringReply, RoutineExecutionStatusReply)
@Controller('api/jobs')
export class JobWatchController {
  constructor(
    private readonly jobs: OwnJobs,
    private readonly monitor: JobMonitor,
    private readonly reader: JobReader,
    private readonly waits: JobWaits,
  ) {}

  @ApiOperation({ summary: 'How many jobs are doing; those that are not there are left out' })
  @ApiOkResponse({ type: ManyMonitoringReply })
  @Needs('read')
  @Get('monitoring')
  async many(@Query() { ids }: MonitoringQuery): Promise<ManyMonitoringReply> {
    const found = await Promise.all((await this.jobs.many([...new Set(ids)])).map((job) => this.monitor.of(job)));
    return { jobs: Object.fromEntries(found.map((data) => [data.job_id, data])) };
  }

  @ApiOperation({ summary: 'How a job, its routines and its slots are doing' })
  @ApiOkResponse({ type: JobMonitoringReply })
  @Needs('read')
  @Get(':id/monitoring')
  async monitoring(@Param() { id }: JobParams): Promise<JobMonitoringReply> {
    return this.monitor.of(await this.jobs.get(id));
  }

  @ApiOperation({ summary: 'State of a job, its flow, what it waits for, and where a breakpoint stopped it' })
  @ApiOkResponse({ type: JobStateReply })
  @Needs('read')
  @Get(':id/state')
  async state(@Param() { id }: JobParams): Promise<JobStateReply> {
    const job = await this.jobs.get(id);
    const waiting = await this.waits.of(id);
    return { ...viewOf(job), session: job.session, routines: job.flow.routines, waiting };
  }

  @ApiOperation({ summary: 'Items, executions, errors and times of a job' })
  @ApiOkResponse({ type: JobMetricsReply })
  @Needs('read')
  @Get(':id/metrics')
  async metrics(@Param() { id }: JobParams): Promise<JobMetricsReply> {
    const job = await this.jobs.get(id);
    const [{ routines }, worked] = await Promise.all([this.monitor.of(job), this.monitor.workedMs(job)]);
    return {
      ...{ job_id: id, status: job.status, duration_ms: durationOf(job), items: job.items },
      routines: Object.values(routines).map(({ routine_id, execution_status }) => {
        const { execution_count: executions, error_count: errors } = execution_status;
        const worked_ms = worked[routine_id] ?? 0;
        const per = (total: number): number => (executions === 0 ? 0 : total / executions);
        const error_rate = Math.min(1, per(errors));
        return { routine_id, executions, errors, error_rate, worked_ms, average_ms: per(worked_ms) };
      }),
    };
  }

  @ApiOperation({ summary: 'What became of the items of a job' })
  @ApiOkResponse({ type: TraceReply })
  @Needs('read')
  @Get(':id/trace')
  async trace(@Param() { id }: JobParams, @Query() { item, limit }: TraceQuery): Promise<TraceReply> {
    await this.jobs.get(id);
    const entries = await this.reader.trace(id, item === undefined ? limit : MOST_ENTRIES);
    return { job_id: id, entries: (item === undefined ? entries : familyOf(entries, item)).slice(-limit) };
  }

  @ApiOperation({ summary: 'How full the slots of a routine are' })
  @ApiOkResponse({ type: [SlotQueueStatusReply] })
  @Needs('read')
  @Get(':id/routines/:routine_id/queue-status')
  async queueStatus(@Param() { id, routine_id }: JobRoutineParams): Promise<SlotQueueStatusReply[]> {
    const job = await this.jobs.get(id);
    routineIn(job.flow, routine_id);
    return (await this.monitor.of(job)).routines[routine_id]?.queue_status ?? [];
  }

  @ApiOperation({ summary: 'How full all slots of a job are, by routine' })
  @ApiOkResponse(byRoutine({ type: 'array', items: { $ref: getSchemaPath(SlotQueueStatusReply) } }))
  @Needs('read')
  @Get(':id/queues/status')
  async queues(@Param() { id }: JobParams): Promise<Record<string, SlotQueueStatusReply[]>> {
    const { routines } = await this.monitor.of(await this.jobs.get(id));
    return Object.fromEntries(Object.values(routines).map((one) => [one.routine_id, one.queue_status]));
  }

  @ApiOperation({ summary: 'What all routines of a job are doing' })
  @ApiOkResponse(byRoutine({ $ref: getSchemaPath(RoutineExecutionStatusReply) }))
  @Needs('read')
  @Get(':id/routines/status')
  async statuses(@Param() { id }: JobParams): Promise<Record<string, RoutineExecutionStatusReply>> {
    const { routines } = await this.monitor.of(await this.jobs.get(id));
    return Object.fromEntries(Object.values(routines).map((one) => [one.routine_id, one.execution_status]));
  }
}

const durationOf = ({ created_at, ended_at }: StoredJob): number =>
  Math.max(0, (ended_at === null ? Date.now() : Date.parse(ended_at)) - Date.parse(created_at));

type Entry = TraceReply['entries'][number];

/** The entries of an item and of all that was made of it: of a batch, too, that it went into. */
function familyOf(entries: readonly Entry[], item: string): Entry[] {
  const family = new Set([item]);
  return entries.filter((entry) => {
    const isKin = entry.in.some(({ id }) => family.has(id));
    if (isKin) for (const id of [...entry.out.map((out) => out.id), ...entry.results]) family.add(id);
    return isKin;
  });
}
