import {
  Controller,
  Get,
  HttpCode,
  Inject,
  Module,
  ServiceUnavailableException,
  type DynamicModule,
} from '@nestjs/common';

/** What the probes ask; set once the worker exists. */
export class WorkerHealth {
  /** Why no task can be taken right now; nothing when one can. */
  problems: () => string[] = () => ['starting'];
  started = false;
}

const answer = (problems: string[]) => ({
  status: problems.length === 0 ? 'ok' : 'degraded',
  timestamp: new Date().toISOString(),
  problems,
});

/** Probes for an orchestrator. */
@Controller('health')
class ProbesController {
  constructor(@Inject(WorkerHealth) private readonly health: WorkerHealth) {}

  /** The process answers; nothing else is looked at. */
  @Get('live')
  @HttpCode(200)
  live(): object {
    return answer([]);
  }

  @Get(['', 'ready'])
  ready(): object {
    return orUnavailable(this.health.problems());
  }

  @Get('startup')
  startup(): object {
    return orUnavailable(this.health.started ? [] : ['starting']);
  }
}

function orUnavailable(problems: string[]): object {
  if (problems.length > 0) throw new ServiceUnavailableException(answer(problems));
  return answer(problems);
}

@Module({})
export class ProbesModule {
  static for(health: WorkerHealth): DynamicModule {
    return {
      module: ProbesModule,
      controllers: [ProbesController],
      providers: [{ provide: WorkerHealth, useValue: health }],
    };
  }
}
