import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '../access/needs';
import { EventsQuery } from '../tasks/queries';
import { RunEvents, RunHistory, WorkflowRunDetail, WorkflowRunPage, WorkflowStats } from './replies';
import { HistoryQuery, RunParams, RunsQuery } from './requests';
import { RunsService } from './runs.service';

const MOST_EVENTS = 1000;

/** One view of every run, whatever its type. */
@ApiTags('Runs')
@Controller('api/v1/monitor')
export class RunsController {
  constructor(private readonly runs: RunsService) {}

  @ApiOperation({ summary: 'Runs of all types, newest first' })
  @ApiOkResponse({ type: WorkflowRunPage })
  @Needs('read')
  @Get('workflows')
  list(@Query() query: RunsQuery): Promise<WorkflowRunPage> {
    return this.runs.page(query);
  }

  @ApiOperation({ summary: 'One run with its events and what it belongs to' })
  @ApiOkResponse({ type: WorkflowRunDetail })
  @Needs('read')
  @Get('workflows/:type/:id')
  async one(@Param() { type, id }: RunParams): Promise<WorkflowRunDetail> {
    const { source, run } = await this.runs.find(id, type);
    const [events, related] = await Promise.all([source.events(id, 0, MOST_EVENTS), source.related(id)]);
    return { ...run, events, related };
  }

  @ApiOperation({ summary: 'Events of a run; /ws/runs/{id}/events gives them live' })
  @ApiOkResponse({ type: RunEvents })
  @Needs('read')
  @Get('workflows/:type/:id/events')
  async events(@Param() { type, id }: RunParams, @Query() { after_seq, limit }: EventsQuery): Promise<RunEvents> {
    const { source, run } = await this.runs.find(id, type);
    return { id, type, events: await source.events(id, after_seq, limit), event_count: run.event_count };
  }

  @ApiOperation({ summary: 'All runs in numbers' })
  @ApiOkResponse({ type: WorkflowStats })
  @Needs('read')
  @Get('stats')
  stats(): Promise<WorkflowStats> {
    return this.runs.stats();
  }

  @ApiOperation({ summary: 'How many runs ended in each of the last minutes' })
  @ApiOkResponse({ type: RunHistory })
  @Needs('read')
  @Get('stats/history')
  history(@Query() { minutes }: HistoryQuery): Promise<RunHistory> {
    return this.runs.history(minutes);
  }
}
