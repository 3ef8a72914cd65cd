import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RequestError } from '@switchyard/contracts';
import { CodeTasks, Nodes } from '@switchyard/nodes';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Needs, NeedsNoKey } from '../access/needs';
import { CodeTasksService } from './code-tasks.service';
import { NodePage, NodeQueueReply, NodeReply, NodeStats, ServiceReply, TopNodes } from './replies';
import { NodeParams, NodesQuery, QueueQuery, TopQuery } from './requests';
import { nodeView, timeOf } from './views';

const SERVICE = { service: 'switchyard', status: 'running', version: '0.1.0' } as const;

/** What there is to see of idle machines. */
@ApiTags('Idle machines')
@Controller()
export class NodesController {
  constructor(
    private readonly nodes: Nodes,
    private readonly tasks: CodeTasks,
    private readonly service: CodeTasksService,
  ) {}

  @ApiOperation({ summary: 'What this is; a browser is led to the dashboard' })
  @ApiOkResponse({ type: ServiceReply })
  @NeedsNoKey()
  @Get()
  async root(@Req() { headers }: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (headers.accept?.includes('text/html')) return void (await reply.redirect('/web', 302));
    const [{ idle }, { queued }] = await Promise.all([this.nodes.counts(), this.tasks.counts()]);
    const body: ServiceReply = { ...SERVICE, queue_size: queued, idle_nodes: idle };
    await reply.send(body);
  }

  @ApiOperation({ summary: 'The machines that lend their idle time' })
  @ApiOkResponse({ type: NodePage })
  @Needs('read')
  @Get('nodes')
  async list(@Query() { limit }: NodesQuery): Promise<NodePage> {
    const [nodes, { idle, busy, offline }] = await Promise.all([this.nodes.list(limit), this.nodes.counts()]);
    return { nodes: nodes.map(nodeView), total_idle: idle, total_nodes: idle + busy + offline };
  }

  @ApiOperation({ summary: 'One of them' })
  @ApiOkResponse({ type: NodeReply })
  @Needs('read')
  @Get('nodes/:id')
  async one(@Param() { id }: NodeParams): Promise<NodeReply> {
    const node = await this.nodes.get(id);
    if (!node) throw noSuchNode(id);
    return nodeView(node);
  }

  @ApiOperation({ summary: 'The last hour of code tasks and nodes in figures' })
  @ApiOkResponse({ type: NodeStats })
  @Needs('read')
  @Get('stats')
  stats(): Promise<NodeStats> {
    return this.service.stats();
  }

  @ApiOperation({ summary: 'The nodes that contributed most' })
  @ApiOkResponse({ type: TopNodes })
  @Needs('read')
  @Get('stats/nodes/top')
  async top(@Query() { limit }: TopQuery): Promise<TopNodes> {
    const nodes = await this.nodes.top(limit);
    return {
      nodes: nodes.map(({ id, status, completedTasks, computeMs }) => ({
        node_id: id,
        status,
        completed_tasks: completedTasks,
        total_compute_time: computeMs / 1000,
      })),
    };
  }

  @ApiOperation({ summary: 'The nodes that wait for a task, the next one first, and why' })
  @ApiOkResponse({ type: NodeQueueReply })
  @Needs('read')
  @Get('stats/nodes/queue')
  async queue(@Query() { limit }: QueueQuery): Promise<NodeQueueReply> {
    const { total, nodes } = await this.nodes.queue(limit);
    return {
      scheduling_policy: 'fair_queue_with_priority',
      total_nodes_in_queue: total,
      nodes: nodes.map(({ id, waitingSince, waitingMs, completedTasks, ...rest }) => ({
        node_id: id,
        waiting_since: timeOf(waitingSince),
        wait_time_seconds: waitingMs / 1000,
        completed_tasks: completedTasks,
        ...rest,
      })),
    };
  }
}

export const noSuchNode = (id: string): RequestError =>
  new RequestError('NODE_NOT_FOUND', 'node not found', `node ${id} is not known here; its first heartbeat makes it so`);
