import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { HealthIndicatorService } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { COMPONENT_CHECKS, type ComponentCheck } from './health-check';

const CHECK_TIMEOUT_MS = 2000;

const STATUSES = ['ok', 'degraded'] as const;
const STATES = ['healthy', 'unhealthy'] as const;
type ComponentState = (typeof STATES)[number];

export class Health {
  @ApiProperty({ enum: STATUSES }) status!: (typeof STATUSES)[number];
  @ApiProperty({ description: 'RFC 3339' }) timestamp!: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', enum: [...STATES] } })
  components!: Record<string, ComponentState>;
}

/** What an orchestrator and a person ask: does the process live, can it serve, is all of it well. */
@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(COMPONENT_CHECKS) private readonly checks: readonly ComponentCheck[],
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
  ) {}

  @ApiOperation({ summary: 'Is everything well' })
  @ApiOkResponse({ type: Health })
  @ApiServiceUnavailableResponse({ type: Health })
  @Get()
  health(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    return this.answer(this.checks, reply);
  }

  @ApiOperation({ summary: 'Can requests be served' })
  @ApiOkResponse({ type: Health })
  @ApiServiceUnavailableResponse({ type: Health })
  @Get('ready')
  ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const essential = this.checks.filter((check) => check.essential);
    return this.answer(essential, reply);
  }

  /** The server listens only when everything has started. */
  @ApiOperation({ summary: 'Does the process live' })
  @ApiOkResponse({ type: Health })
  @Get(['live', 'startup'])
  live(): Health {
    return { status: 'ok', timestamp: new Date().toISOString(), components: {} };
  }

  private async answer(checks: readonly ComponentCheck[], reply: FastifyReply): Promise<Health> {
    const states = await Promise.all(checks.map((check) => this.stateOf(check)));
    const ok = states.every(([, state]) => state === 'healthy');
    if (!ok) void reply.status(503);
    return {
      status: ok ? 'ok' : 'degraded',
      timestamp: new Date().toISOString(),
      components: Object.fromEntries(states),
    };
  }

  private async stateOf({ name, check }: ComponentCheck): Promise<[string, ComponentState]> {
    const result = await this.indicators
      .check(name)
      .attempt(async () => void (await check()))
      .withTimeout(CHECK_TIMEOUT_MS);
    return [name, result[name]?.status === 'up' ? 'healthy' : 'unhealthy'];
  }
}
