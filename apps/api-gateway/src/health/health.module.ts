import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import type { ComponentCheck } from './health-check';
import { HealthController } from './health.controller';

/** Probes over a list of named checks. */
@Module({})
export class HealthModule {
  static forRoot(checks: FactoryProvider<ComponentCheck[]>): DynamicModule {
    return {
      module: HealthModule,
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController],
      providers: [checks],
    };
  }
}
