import { Injectable } from '@nestjs/common';
import { RequestError, type ServiceName } from '@switchyard/contracts';
import type { Model } from '@switchyard/models';
import { TaskStore } from '@switchyard/task-store';
import { GatewaySettings } from '../gateway.settings';

/** The services that OpenAI's interface leads to, and the tasks of the catalogue's models for them. */
const SERVED = ['faster_whisper', 'llm', 'tts'] as const satisfies ServiceName[];
export type ServedService = (typeof SERVED)[number];

/** A model as a task is asked for it; nothing for the standard one. */
export interface ModelChoice {
  model?: string;
  /** A server that a worker of language models knows. */
  provider?: string;
}

/** What the models of clients are called here. */
@Injectable()
export class ModelNames {
  private readonly aliases: ReadonlyMap<string, string>;
  private catalogue: Promise<readonly Model[]> | undefined;

  constructor(
    private readonly store: TaskStore,
    settings: GatewaySettings,
  ) {
    this.aliases = new Map(
      settings.modelAliases.map((text) => {
        const [name = '', model = ''] = text.split('=', 2);
        return [name.trim(), model.trim()];
      }),
    );
  }

  /** @throws RequestError when no model of the service has this name */
  async find(service: ServedService, name: string): Promise<ModelChoice> {
    const model = this.aliases.get(name) ?? name;
    if (model === '') return {};
    if (model.startsWith('/share/')) return { model };
    const known = (await this.models()).some((each) => each.task.startsWith(`${service}.`) && hasName(each, model));
    if (known) return { model };
    const live = await this.live(service);
    if (service !== 'llm') {
      if (live.includes(model)) return { model };
    } else {
      const [provider = '', ...rest] = model.split('/');
      if (live.includes(model)) return { provider: model };
      if (live.includes(provider) && rest.length > 0) return { provider, model: rest.join('/') };
    }
    const there = [...live, ...this.aliases.keys()].join(', ');
    throw new RequestError('MODEL_NOT_FOUND', `the model ${name.slice(0, 200)} does not exist`, `there are: ${there}`);
  }

  /** Names that requests may have now: those of live workers, and the aliases. */
  async all(): Promise<string[]> {
    const live = await Promise.all(SERVED.map((service) => this.live(service)));
    return [...new Set([...live.flat(), ...(live.flat().length > 0 ? this.aliases.keys() : [])])];
  }

  private async live(service: ServiceName): Promise<string[]> {
    const workers = await this.store.heartbeats.liveWorkers();
    return [...new Set(workers.filter((worker) => worker.service === service).flatMap(({ models }) => models))];
  }

  /** What reads the catalogue is large, and many gateways never need it. */
  private models(): Promise<readonly Model[]> {
    this.catalogue ??= import('@switchyard/models').then(({ loadCatalogue }) => loadCatalogue());
    return this.catalogue;
  }
}

const hasName = ({ name, aliases }: Model, asked: string): boolean => name === asked || aliases.includes(asked);
