import { Body, Controller, Get, HttpCode, Post, Query, Req } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequestError } from '@switchyard/contracts';
import { NodeDesk, type NodeKey, type Outcome } from '@switchyard/nodes';
import type { FastifyRequest } from 'fastify';
import { Caller, FromCaller } from '../access/caller';
import { Needs } from '../access/needs';
import { FAILURE } from '../http/dto';
import { noSuchTask } from './code-tasks.service';
import { refusalError } from './refusal';
import { AcknowledgedReply, HeartbeatReply, WorkReply } from './replies';
import { NodeHeartbeat, NodeResult, NodeReturn, WorkQuery } from './requests';
import { timeOf } from './views';
import { WorkRequests } from './work-requests';

const MOST_RESULT_BYTES = 1024 ** 2;
const MOST_ERROR_CHARACTERS = 10_000;
const STATUS = { success: 'completed', failed: 'failed', timed_out: 'timed_out' } as const;
/** When a node asks again that does not wait for an answer. */
const WAIT_SECONDS = 30;

/** What agents on idle machines ask and tell. Nothing connects to them. */
@ApiTags('Idle machines')
@Controller('internal')
export class AgentsController {
  constructor(
    private readonly desk: NodeDesk,
    private readonly requests: WorkRequests,
  ) {}

  @ApiOperation({ summary: 'A sign of life of a node' })
  @ApiOkResponse({ type: HeartbeatReply })
  @Needs('node')
  @Post('heartbeat')
  @HttpCode(200)
  async heartbeat(@Body() body: NodeHeartbeat, @FromCaller() caller: Caller): Promise<HeartbeatReply> {
    const { node_id, status, resources, current_load, platform, task_id } = body;
    const heard = await this.desk.heartbeat(
      {
        ...{ node: node_id, status, platform, running: task_id === '' ? null : task_id },
        cpuCores: resources.cpu_cores,
        memoryMb: resources.memory_mb,
        cpuPercent: current_load.cpu_percent,
        memoryPercent: current_load.memory_percent,
      },
      keyOf(caller),
    );
    if ('refused' in heard) throw refusalError(heard, node_id);
    return { status: 'ok', timestamp: timeOf(heard.now), task_id: heard.task ?? null };
  }

  @ApiOperation({ summary: 'Ask for a task; with `wait` the answer comes when there is one' })
  @ApiOkResponse({ type: WorkReply })
  @Needs('node')
  @Get('task/request')
  async request(
    @Query() { node_id, wait }: WorkQuery,
    @FromCaller() caller: Caller,
    @Req() { raw, ip }: FastifyRequest,
  ): Promise<WorkReply> {
    const given = await this.requests.next({ node: node_id, waitMs: wait * 1000, key: keyOf(caller), ip }, raw);
    if (!given) return { has_task: false, wait_time: WAIT_SECONDS };
    const { id, code, timeoutSeconds, lease, cpu, memoryMb, priority, reason, score } = given;
    const task = { task_id: id, code, timeout: timeoutSeconds, lease, cpu, memory: memoryMb };
    return { has_task: true, task: { ...task, priority, reason, score } };
  }

  @ApiOperation({ summary: 'What a task came to' })
  @ApiOkResponse({ type: AcknowledgedReply, description: 'recorded, now or before' })
  @ApiConflictResponse({ description: 'the lease is not, or no longer, the one of the task', ...FAILURE })
  @Needs('node')
  @Post('task/result')
  @HttpCode(200)
  async result(@Body() body: NodeResult, @FromCaller() caller: Caller): Promise<AcknowledgedReply> {
    return acknowledged(await this.desk.result(outcomeOf(body), keyOf(caller)), body.task_id);
  }

  @ApiOperation({ summary: 'Hand a task back that the node cannot end; no try is counted' })
  @ApiOkResponse({ type: AcknowledgedReply })
  @ApiConflictResponse({ description: 'the lease is not, or no longer, the one of the task', ...FAILURE })
  @Needs('node')
  @Post('task/return')
  @HttpCode(200)
  async giveBack(
    @Body() { task_id, lease, reason }: NodeReturn,
    @FromCaller() caller: Caller,
  ): Promise<AcknowledgedReply> {
    return acknowledged(await this.desk.giveBack(task_id, lease, reason, keyOf(caller)), task_id);
  }
}

const keyOf = (caller: Caller): NodeKey | undefined =>
  caller.key && { id: caller.key.id, isAdmin: caller.key.scopes.includes('admin') };

function outcomeOf({ task_id, lease, status, result, truncated, execution_time, error_message }: NodeResult): Outcome {
  const kept = firstBytes(result, MOST_RESULT_BYTES);
  return {
    ...{ task: task_id, lease, status: STATUS[status], result: kept },
    truncated: truncated || kept.length < result.length,
    executionMs: execution_time * 1000,
    error: error_message.slice(0, MOST_ERROR_CHARACTERS),
  };
}

/** As many whole characters as fit into some bytes of UTF-8. */
function firstBytes(text: string, most: number): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(most));
  return text.slice(0, read);
}

function acknowledged(outcome: 'recorded' | 'again' | 'returned' | 'lost' | 'none', id: string): AcknowledgedReply {
  if (outcome === 'none') throw noSuchTask(id);
  if (outcome === 'lost')
    throw new RequestError(
      'TASK_CONFLICT',
      'the lease does not hold',
      `the lease of task ${id} has expired, was taken back or belongs to another node; nothing was changed`,
    );
  return { status: 'ok' };
}
