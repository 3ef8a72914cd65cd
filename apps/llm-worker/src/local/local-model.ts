import { InputRejectedError, InternalTaskError, LOCAL_PROVIDER, type TaskError } from '@switchyard/contracts';
import type { EngineCall, EnginePool } from '@switchyard/engine';
import type { TaskRun, WorkDescription } from '@switchyard/worker-kit';
import type { ChatHooks, ChatReply, ChatRequest, LanguageModel } from '../language-model';
import type { NotOnGpu } from './gpu-layers';
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

  /** @param orOnCpu whether the CPU may do what the GPU of the task cannot */
  static async open(
    engines: EnginePool<LlmMethods>,
    file: EngineModel,
    run: TaskRun,
    orOnCpu: boolean,
  ): Promise<LocalModel> {
    const facts = await engines.call('facts', { model: file }, callOf(file, run));
    if (!('notOnGpu' in facts)) return new LocalModel(engines, file, facts, run);
    if (!orOnCpu) throw refusal(facts);
    const model = await LocalModel.open(engines, { ...file, onGpu: false }, run, false);
    model.degraded.push(`${facts.notOnGpu}; the CPU did the work`);
    return model;
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
  get degraded(): string[] {
    return this.facts.degraded;
  }

  countTokens(texts: readonly string[]): Promise<number[]> {
    return this.engines.call('countTokens', { model: this.file, texts }, callOf(this.file, this.run));
  }

  chat(request: ChatRequest, { onText, onProgress }: ChatHooks): Promise<ChatReply> {
    const call = callOf(this.file, this.run);
    const onOutput = (part: object): void => onText?.((part as { text: string }).text);
    return this.engines.call('chat', { model: this.file, request }, { ...call, onOutput, onProgress });
  }
}

function refusal({ notOnGpu, isLasting }: NotOnGpu): TaskError {
  const word = `device: ${notOnGpu}; take device auto or cpu`;
  return isLasting ? new InputRejectedError(word) : new InternalTaskError(word);
}

/** An engine that held the GPU would take memory of it for work on the CPU, too: another one does that. */
const callOf = ({ onGpu }: EngineModel, { call, device }: TaskRun): EngineCall =>
  device === 'cuda' && !onGpu ? { ...call, gpu: undefined } : call;
