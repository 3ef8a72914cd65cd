import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  CATALOGUE,
  STANDARD_PRIORITY,
  jsonSchemaOf,
  outputSchemaOf,
  timeLevels,
  type ServiceName,
  type TimeLevels,
} from '@switchyard/contracts';
import { GpuLockSettings, standardLevels } from '@switchyard/gpu-lock';
import { serves } from '@switchyard/task-store';
import { Needs } from '../access/needs';
import { lacking, OutlookService } from './outlook';
import { Catalog, type CatalogEntry } from './replies';

type Unchanging = Omit<CatalogEntry, 'live_workers' | 'unavailable'>;

const entriesOf = (standard: TimeLevels): Unchanging[] =>
  CATALOGUE.map((task) => ({
    task_name: task.name,
    aliases: task.aliases ?? [],
    service: task.service,
    description: task.description,
    device: task.device,
    priority: task.priority ?? STANDARD_PRIORITY,
    needs_gpu: false,
    timeout: timeLevels(task, standard).hard,
    limits: timeLevels(task, standard),
    sources: task.sources ?? {},
    input: jsonSchemaOf(task.input),
    output: outputSchemaOf(task),
  }));

const NOBODY = { live_workers: 0, unavailable: null };

/** What can be run here, and by how many workers right now. */
@ApiTags('Tasks')
@Controller('v1/tasks')
export class CatalogController {
  private readonly entries: Unchanging[];

  constructor(
    private readonly outlook: OutlookService,
    settings: GpuLockSettings,
  ) {
    this.entries = entriesOf(standardLevels(settings));
  }

  @ApiOperation({ summary: 'What can be run here, and by how many workers' })
  @ApiOkResponse({ type: Catalog })
  @Needs('read')
  @Get('catalog')
  async catalog(): Promise<Catalog> {
    const services = [...new Set(CATALOGUE.map(({ service }) => service))];
    const live = new Map(
      await Promise.all(services.map(async (service) => [service, await this.live(service)] as const)),
    );
    const tasks = this.entries.map((entry) => ({ ...entry, ...(live.get(entry.service) ?? NOBODY) }));
    return { tasks, total: tasks.length };
  }

  private async live(service: ServiceName): Promise<Pick<CatalogEntry, 'live_workers' | 'unavailable'>> {
    const workers = await this.outlook.workersOf(service);
    return { live_workers: workers.filter(serves(service)).length, unavailable: lacking(workers) };
  }
}
