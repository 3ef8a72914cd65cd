import { Controller, Get, Res, ServiceUnavailableException } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import {
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckAttempt,
  type HealthCheckResult,
} from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { HealthIndicator, type Indicator } from './health-indicator';

const CHECK_TIMEOUT_MS = 2000;

const STATUSES = ['ok', 'degraded'] as const;
const STATES = ['healthy', 'unhealthy'] as const;

export class Health {
  @ApiProperty({ enum: STATUSES }) status!: (typeof STATUSES)[number];
  @ApiProperty({ description: 'RFC 3339' }) timestamp!: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', enum: [...STATES] } })
  components!: Record<string, (typeof STATES)[number]>;
  @ApiProperty({ type: [String], description: 'what is wrong, for a person' }) problems!: string[];
}

/** What an orchestrator and a person ask: does the process live, has it started, can it work, is all of it well. */
@ApiTags('Health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly terminus: HealthCheckService,
    private readonly attempts: HealthIndicatorService,
    private readonly discovery: DiscoveryService,
  ) {}

  @ApiOperation({ summary: 'Is everything well' })
  @ApiOkResponse({ type: Health })
  @ApiServiceUnavailableResponse({ type: Health })
  @Get()
  health(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    return this.answer(reply, this.attemptsFor());
  }

  @ApiOperation({ summary: 'Can it work' })
  @ApiOkResponse({ type: Health })
  @ApiServiceUnavailableResponse({ type: Health })
  @Get('ready')
  ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    return this.answer(reply, this.attemptsFor('ready'));
  }

  @ApiOperation({ summary: 'Has it started' })
  @ApiOkResponse({ type: Health })
  @ApiServiceUnavailableResponse({ type: Health })
  @Get('startup')
  startup(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    return this.answer(reply, this.attemptsFor('startup'));
  }

  @ApiOperation({ summary: 'Does the process live' })
  @ApiOkResponse({ type: Health })
  @Get('live')
  live(): Health {
    return { status: 'ok', timestamp: new Date().toISOString(), components: {}, problems: [] };
  }

  private attemptsFor(probe?: 'ready' | 'startup'): HealthCheckAttempt[] {
    return this.discovery.getProviders({ metadataKey: HealthIndicator.KEY }).flatMap((provider) => {
      const indication = this.discovery.getMetadataByDecorator(HealthIndicator, provider);
      if (!indication || (probe && !indication.probes.includes(probe))) return [];
      const indicator = provider.instance as Indicator;
      const check = async (): Promise<void> => void (await indicator.check());
      return [this.attempts.check(indication.name).attempt(check).withTimeout(CHECK_TIMEOUT_MS)];
    });
  }

  private async answer(reply: FastifyReply, attempts: HealthCheckAttempt[]): Promise<Health> {
    const { status, details, error = {} } = await this.terminus.check(attempts).catch(resultOf);
    if (status !== 'ok') void reply.status(503);
    const components = Object.entries(details).map(([name, { status }]) => [
      name,
      status === 'up' ? STATES[0] : STATES[1],
    ]);
    const problems = Object.values(error).map((details) => String(details?.['message']));
    return {
      status: status === 'ok' ? 'ok' : 'degraded',
      timestamp: new Date().toISOString(),
      components: Object.fromEntries(components) as Health['components'],
      problems: status === 'shutting_down' ? [...problems, 'shutting down'] : problems,
    };
  }
}

/** Terminus throws a result that is not well. */
function resultOf(thrown: unknown): HealthCheckResult {
  if (thrown instanceof ServiceUnavailableException) return thrown.getResponse() as HealthCheckResult;
  throw thrown;
}
