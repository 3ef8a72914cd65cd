import { Controller, Get, Inject, Module, ServiceUnavailableException, type DynamicModule } from '@nestjs/common';

/** What the probes of a process ask; set once there is somebody to ask. */
export class ProbedHealth {
  /** Why no work can be done right now; nothing when it can. */
  problems: () => string[] = () => ['starting'];
  started = false;
}

interface Answer {
  status: 'ok' | 'degraded';
  timestamp: string;
  problems: string[];
}

/** Probes for an orchestrator. */
@Controller('health')
class ProbesController {
  constructor(@Inject(ProbedHealth) private readonly health: ProbedHealth) {}

  /** The process answers; nothing else is looked at. */
  @Get('live')
  live(): Answer {
    return answer([]);
  }

  @Get(['', 'ready'])
  ready(): Answer {
    return orUnavailable(this.health.problems());
  }

  @Get('startup')
  startup(): Answer {
    return orUnavailable(this.health.started ? [] : ['starting']);
  }
}

function orUnavailable(problems: string[]): Answer {
  if (problems.length > 0) throw new ServiceUnavailableException(answer(problems));
  return answer(problems);
}

const answer = (problems: string[]): Answer => ({
  status: problems.length === 0 ? 'ok' : 'degraded',
  timestamp: new Date().toISOString(),
  problems,
});

/** `GET /health`, `/health/ready`, `/health/live`, `/health/startup` of a process that serves nothing else. */
@Module({})
export class ProbesModule {
  static for(health: ProbedHealth): DynamicModule {
    return {
      module: ProbesModule,
      controllers: [ProbesController],
      providers: [{ provide: ProbedHealth, useValue: health }],
    };
  }
}
