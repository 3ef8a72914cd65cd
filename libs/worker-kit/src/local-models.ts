import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { InputRejectedError } from '@switchyard/contracts';
import type { Model, ModelStatus, ModelStore } from '@switchyard/models';
import { LOGGER, type Logger } from '@switchyard/observability';
import { ModelSettings } from './model-settings';

/** What cannot be fetched is asked for again, not so often that its source minds. */
const TRY_AGAIN_MS = 30_000;

/** The models of this machine. What reads them is large, so it is loaded only by workers that have models. */
@Injectable()
export class LocalModels {
  /** Absolute. */
  readonly directory: string;
  private opened: Promise<ModelStore> | undefined;
  private fetching: Promise<void> | undefined;
  /** Why models could not be fetched, by name. */
  private readonly failures = new Map<string, string>();

  constructor(
    private readonly settings: ModelSettings,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    this.directory = resolve(settings.modelsDir);
  }

  /**
   * The entry of a model that a task asks for by its name.
   * @throws InputRejectedError when there is no such model
   */
  async named(name: string): Promise<Model> {
    const { UnknownModelError } = await import('@switchyard/models');
    try {
      return (await this.store()).model(name);
    } catch (error) {
      throw error instanceof UnknownModelError ? new InputRejectedError(`model: ${error.message}`) : error;
    }
  }

  /** Every model of a task, and what is here of it. */
  async ofTask(task: string): Promise<ModelStatus[]> {
    return (await (await this.store()).list()).filter(({ model }) => model.task === task);
  }

  /**
   * Directory of a model whose files were verified.
   * @throws ModelUnavailableError when it is not here
   */
  async path(name: string): Promise<string> {
    return (await this.store()).path(name);
  }

  /** Says in words which of the models are not here, and fetches them with `MODELS_AUTO`. */
  async missing(names: readonly string[]): Promise<string[]> {
    const looked = await Promise.all(names.map((name) => this.problemOf(name)));
    const problems = looked.filter((problem) => problem !== undefined);
    if (problems.length > 0 && this.settings.modelsAuto) this.fetching ??= this.fetch(names);
    return problems;
  }

  private async problemOf(name: string): Promise<string | undefined> {
    try {
      await this.path(name);
      return undefined;
    } catch (error) {
      const why = this.failures.get(name);
      return `${(error as Error).message}${why === undefined ? '' : `; it could not be fetched: ${why}`}`;
    }
  }

  private store(): Promise<ModelStore> {
    const { modelsMirror: mirror } = this.settings;
    this.opened ??= import('@switchyard/models').then(
      ({ ModelStore }) => new ModelStore({ modelsDir: this.directory, mirror }),
    );
    return this.opened;
  }

  private async fetch(names: readonly string[]): Promise<void> {
    const store = await this.store();
    for (const name of names) {
      this.log.info({ event: 'model.fetching', model: name });
      await store.pull(name).then(
        () => {
          this.failures.delete(name);
          this.log.info({ event: 'model.fetched', model: name });
        },
        (error: unknown) => {
          this.failures.set(name, String(error).replaceAll(/\s+/g, ' '));
          this.log.warn({ event: 'model.unavailable', model: name, error: String(error) });
        },
      );
    }
    if (this.failures.size > 0) await sleep(TRY_AGAIN_MS, undefined, { ref: false });
    this.fetching = undefined;
  }
}
