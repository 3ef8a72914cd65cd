import { Injectable } from '@nestjs/common';
import { LOCAL_PROVIDER, type ModelChoice } from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import type { TaskRun } from '@switchyard/worker-kit';
import type { LanguageModel } from './language-model';
import type { LlmMethods } from './llm-methods';
import { LlmSettings } from './llm.settings';
import { LlmModels } from './local/llm-models';
import { LocalModel } from './local/local-model';
import { Providers, type Patience } from './provider/providers';

/** Opens the model that a task asks for: in an engine of this worker, or at a server. */
@Injectable()
export class LanguageModels {
  constructor(
    private readonly engines: EnginePool<LlmMethods>,
    private readonly local: LlmModels,
    private readonly providers: Providers,
    private readonly settings: LlmSettings,
  ) {}

  /** @param patience with a server, where it is not that of its entry */
  async open(choice: ModelChoice, run: TaskRun, patience: Patience = {}): Promise<LanguageModel> {
    const { provider = this.settings.llmProvider, model, device } = choice;
    if (provider !== LOCAL_PROVIDER) return this.providers.open(provider, model, run, patience);
    const file = await this.local.find(model, run.device === 'cuda');
    return LocalModel.open(this.engines, file, run, device !== 'cuda');
  }
}
