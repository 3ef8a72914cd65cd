import { Controller, Get, Header, Module, type DynamicModule } from '@nestjs/common';
import { Metrics } from './metrics';

/** The parts of Fastify's request and reply that are counted. */
interface CountedRequest {
  method: string;
  routeOptions: { url?: string | undefined };
}
interface CountedReply {
  statusCode: number;
  /** Milliseconds. */
  elapsedTime: number;
}

/** A Fastify `onResponse` hook that counts requests by the pattern of their route. */
export const httpMetricsHook =
  (metrics: Metrics) =>
  (request: CountedRequest, reply: CountedReply, done: () => void): void => {
    const path = request.routeOptions.url ?? 'unmatched';
    metrics.observeRequest(request.method, path, reply.statusCode, reply.elapsedTime / 1000);
    done();
  };

/** `GET /metrics` for Prometheus. */
@Controller()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @Header('cache-control', 'no-store')
  show(): Promise<string> {
    return this.metrics.render();
  }
}

/** Serves `/metrics` and lets every module register its own. */
@Module({})
export class MetricsModule {
  static forRoot(metrics: Metrics): DynamicModule {
    return {
      module: MetricsModule,
      global: true,
      controllers: [MetricsController],
      providers: [{ provide: Metrics, useValue: metrics }],
      exports: [Metrics],
    };
  }
}
