import { Controller, Get, Res, ServiceUnavailableException } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import {
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckAttempt,
  type HealthCheckResult,
} from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { HealthIndicator, type Indicator } from './health-indicator';

const CHECK_TIMEOUT_MS = 2000;

export interface Health {
  status: 'ok' | 'degraded';
  /** RFC 3339 */
  timestamp: string;
  components: Record<string, 'healthy' | 'unhealthy'>;
  /** What is wrong, for a person. */
  problems: string[];
}

/**
 * What an orchestrator and a person ask: does the process live, has it started, can it work, is all of it well.
 * The gateway adds the description for OpenAPI, so that no other app loads Swagger.
 */
@Controller('health')
export class HealthController {
  constructor(
    private readonly terminus: HealthCheckService,
    private readonly attempts: HealthIndicatorService,
    private readonly discovery: DiscoveryService,
  ) {}

  @Get()
  health(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    return this.answer(reply, this.attemptsFor());
  }

  @Get('ready')
  ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    return this.answer(reply, this.attemptsFor('ready'));
  }

  @Get('startup')
  startup(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    return this.answer(reply, this.attemptsFor('startup'));
  }

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
      status === 'up' ? 'healthy' : 'unhealthy',
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
