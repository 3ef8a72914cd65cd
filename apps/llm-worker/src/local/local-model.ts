import { LOCAL_PROVIDER } from '@switchyard/contracts';
import type { EnginePool } from '@switchyard/engine';
import type { TaskRun, WorkDescription } from '@switchyard/worker-kit';
import type { ChatHooks, ChatReply, ChatRequest, LanguageModel } from '../language-model';
import type { EngineModel, LlmMethods, ModelFacts } from '../llm-methods';

/** A GGUF file in an engine of this worker. */
export class LocalModel implements LanguageModel {
  readonly provider = LOCAL_PROVIDER;
  /** The engine answers one call at a time. */
  readonly parallel = 1;

  private constructor(
    private readonly engines: EnginePool<LlmMethods>,
    private readonly file: EngineModel,
    private readonly facts: ModelFacts,
    private readonly run: TaskRun,
  ) {}

  static async open(engines: EnginePool<LlmMethods>, file: EngineModel, run: TaskRun): Promise<LocalModel> {
    return new LocalModel(engines, file, await engines.call('facts', { model: file }, run.call), run);
  }

  get name(): string {
    return this.file.name;
  }
  get contextTokens(): number {
    return this.facts.contextTokens;
  }
  get replyTokens(): number {
    return this.facts.contextTokens;
  }
  get work(): WorkDescription {
    const { engine, device, sha256 } = this.facts;
    return { engine, device, model: { name: this.name, sha256 } };
  }
  get degraded(): readonly string[] {
    return this.facts.degraded;
  }

  countTokens(texts: readonly string[]): Promise<number[]> {
    return this.engines.call('countTokens', { model: this.file, texts }, this.run.call);
  }

  chat(request: ChatRequest, { onText, onProgress }: ChatHooks): Promise<ChatReply> {
    const { call } = this.run;
    const onOutput = (part: object): void => onText?.((part as { text: string }).text);
    return this.engines.call('chat', { model: this.file, request }, { ...call, onOutput, onProgress });
  }
}
