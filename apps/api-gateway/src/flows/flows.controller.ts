import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InvalidRequestError, RequestError } from '@switchyard/contracts';
import { flowMinutes, flowOf, flowSchema, infoOf, parseFlow, routineOf, type Flow } from '@switchyard/flows';
import { Keys, RedisConnection } from '@switchyard/redis';
import { Needs } from '../access/needs';
import { FAILURE } from '../http/dto';
import { flowReplyOf, summaryOf } from './job-views';
import { OwnFlows } from './own-flows';
import { FlowMetricsReply, FlowPage, FlowRemoved, FlowReply, RoutineInfoReply, ValidationReply } from './replies';
import { FlowBody, FlowMetricsQuery, FlowParams, FlowRoutineParams, FlowsQuery } from './requests';

/** Stores, checks and shows flows. */
@ApiTags('Flows')
@Controller('api/flows')
export class FlowsController {
  constructor(
    private readonly flows: OwnFlows,
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
  ) {}

  @ApiOperation({ summary: 'Store a flow; the same id makes a new version' })
  @ApiCreatedResponse({ type: FlowReply })
  @ApiConflictResponse({ description: 'the id belongs to another API key', ...FAILURE })
  @Needs('submit')
  @Post()
  async put(@Body() body: FlowBody): Promise<FlowReply> {
    const flow = flowIn(body);
    return flowReplyOf(await this.flows.put(flow, body.source ?? JSON.stringify(body.flow, null, 2)));
  }

  @ApiOperation({ summary: 'Check a flow and store nothing' })
  @ApiOkResponse({ type: ValidationReply })
  @Needs('read')
  @HttpCode(200)
  @Post('validate')
  validate(@Body() body: FlowBody): ValidationReply {
    requireOne(body);
    try {
      flowIn(body);
      return { valid: true, problems: {} };
    } catch (error) {
      if (error instanceof InvalidRequestError) return { valid: false, problems: error.problems };
      throw error;
    }
  }

  @ApiOperation({ summary: 'The JSON Schema of a flow, for editors' })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  @Needs('read')
  @Get('schema')
  schema(): object {
    return flowSchema();
  }

  @ApiOperation({ summary: 'Flows, newest first, in pages' })
  @ApiOkResponse({ type: FlowPage })
  @Needs('read')
  @Get()
  async list(@Query() { limit, offset }: FlowsQuery): Promise<FlowPage> {
    const all = await this.flows.all();
    return { flows: all.slice(offset, offset + limit).map(summaryOf), total: all.length };
  }

  @ApiOperation({ summary: 'A flow with its routines' })
  @ApiOkResponse({ type: FlowReply })
  @Needs('read')
  @Get(':flow_id')
  async get(@Param() { flow_id }: FlowParams): Promise<FlowReply> {
    return flowReplyOf(await this.flows.get(flow_id));
  }

  @ApiOperation({ summary: 'Remove a flow; its jobs go on' })
  @ApiOkResponse({ type: FlowRemoved })
  @Needs('submit')
  @Delete(':flow_id')
  async remove(@Param() { flow_id }: FlowParams): Promise<FlowRemoved> {
    await this.flows.remove(flow_id);
    return { flow_id };
  }

  @ApiOperation({ summary: 'What a routine is, and when it begins' })
  @ApiOkResponse({ type: RoutineInfoReply })
  @Needs('read')
  @Get(':flow_id/routines/:routine_id/info')
  async info(@Param() { flow_id, routine_id }: FlowRoutineParams): Promise<RoutineInfoReply> {
    return infoOf(routineIn((await this.flows.get(flow_id)).flow, routine_id));
  }

  @ApiOperation({ summary: 'What the jobs of a flow did in each of the last minutes' })
  @ApiOkResponse({ type: FlowMetricsReply })
  @Needs('read')
  @Get(':flow_id/metrics')
  async metrics(@Param() { flow_id }: FlowParams, @Query() { minutes }: FlowMetricsQuery): Promise<FlowMetricsReply> {
    await this.flows.get(flow_id);
    return { flow_id, minutes: await flowMinutes(this.redis.client, this.keys, flow_id, minutes) };
  }
}

function flowIn(body: FlowBody): Flow {
  requireOne(body);
  return body.source === undefined ? flowOf(body.flow) : parseFlow(body.source);
}

function requireOne({ source, flow }: FlowBody): void {
  if ((source === undefined) === (flow === undefined))
    throw new InvalidRequestError({ source: 'send either source or flow' });
}

/** @throws RequestError when the flow has no such routine */
export function routineIn(flow: Flow, routineId: string): Flow['routines'][number] {
  const found = routineOf(flow, routineId);
  if (found) return found;
  const names = flow.routines.map(({ routine_id }) => routine_id).join(', ');
  throw new RequestError(
    'FLOW_NOT_FOUND',
    'routine not found',
    `the flow has no routine ${routineId}; it has ${names}`,
  );
}
