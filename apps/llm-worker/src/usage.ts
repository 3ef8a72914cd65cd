import type { ModelOutput, ModelUsage } from '@switchyard/contracts';
import type { ChatHooks, ChatReply, ChatRequest, LanguageModel } from './language-model';

/** Counts what the requests of one task take. */
export class MeteredModel {
  private readonly used: Omit<ModelUsage, 'cost' | 'total_tokens'> = {
    requests: 0,
    prompt_tokens: 0,
    completion_tokens: 0,
  };

  constructor(readonly model: LanguageModel) {}

  async chat(request: ChatRequest, hooks: ChatHooks): Promise<ChatReply> {
    this.used.requests += 1;
    const reply = await this.model.chat(request, hooks);
    this.used.prompt_tokens += reply.usage.promptTokens;
    this.used.completion_tokens += reply.usage.completionTokens;
    return reply;
  }

  /** What an output says of its model. */
  get output(): Pick<ModelOutput, 'provider' | 'model_name' | 'usage'> {
    const { provider, name, prices } = this.model;
    const { prompt_tokens, completion_tokens } = this.used;
    const millionths = prices ? prompt_tokens * prices.input + completion_tokens * prices.output : undefined;
    const cost = millionths === undefined ? null : millionths / 1e6;
    return {
      provider,
      model_name: name,
      usage: { ...this.used, total_tokens: prompt_tokens + completion_tokens, cost },
    };
  }
}
