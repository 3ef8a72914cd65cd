import { secretNamed } from '@switchyard/config';
import type { JsonSchema } from '@switchyard/contracts';
import type { TaskRun, WorkDescription } from '@switchyard/worker-kit';
import OpenAI from 'openai';
import { VERSION } from 'openai/version';
import {
  MESSAGE_TOKENS,
  replyRoom,
  type ChatHooks,
  type ChatReply,
  type ChatRequest,
  type LanguageModel,
} from '../language-model';
import { untilAborted } from '../until-aborted';
import type { ProviderEntry } from './provider-entry';
import { toProviderError } from './provider-error';
import { isStrict } from './strict-schema';
import { readReply } from './reply-stream';
import { SecretFilter } from './secret-filter';

type Body = OpenAI.ChatCompletionCreateParamsStreaming;

/** A model of an OpenAI-compatible server. Replies are always streamed, so that silence is noticed. */
export class ProviderModel implements LanguageModel {
  readonly work: WorkDescription = { engine: { name: 'openai', version: VERSION } };
  readonly degraded = [];

  private constructor(
    private readonly entry: ProviderEntry,
    readonly name: string,
    private readonly client: OpenAI,
    private readonly secret: string | undefined,
    private readonly run: TaskRun,
  ) {}

  static open(entry: ProviderEntry, name: string, run: TaskRun): ProviderModel {
    const secret = entry.api_key_env ? secretNamed(entry.api_key_env) : undefined;
    const client = new OpenAI({
      baseURL: entry.base_url,
      apiKey: secret ?? 'none',
      organization: null,
      project: null,
      maxRetries: entry.max_retries,
      timeout: entry.timeout * 1000,
      logLevel: 'off', // it would log requests with their text
    });
    return new ProviderModel(entry, name, client, secret, run);
  }

  get provider(): string {
    return this.entry.name;
  }
  get contextTokens(): number {
    return this.entry.context_tokens;
  }
  get replyTokens(): number {
    return this.entry.max_tokens;
  }
  get parallel(): number {
    return this.entry.parallel;
  }
  get prices(): LanguageModel['prices'] {
    const { input_price: input, output_price: output } = this.entry;
    return input === undefined || output === undefined ? undefined : { input, output };
  }

  async countTokens(texts: readonly string[]): Promise<number[]> {
    return texts.map(tokensAbout);
  }

  async chat(request: ChatRequest, hooks: ChatHooks): Promise<ChatReply> {
    const prompt = request.messages.reduce((sum, { content }) => sum + tokensAbout(content) + MESSAGE_TOKENS, 0);
    const maxTokens = replyRoom(prompt, this.contextTokens, request.maxTokens, this.replyTokens);
    const filter = new SecretFilter(this.secret);
    const { signal } = this.run;
    try {
      return await untilAborted(signal, this.ask(this.bodyOf(request, maxTokens), maxTokens, filter, hooks));
    } catch (error) {
      signal.throwIfAborted();
      throw toProviderError(error, this.entry, this.name, filter.hide);
    }
  }

  private async ask(body: Body, maxTokens: number, filter: SecretFilter, hooks: ChatHooks): Promise<ChatReply> {
    const { signal } = this.run;
    const { data, response } = await this.client.chat.completions.create(body, { signal }).withResponse();
    return readReply(data, response, { ...this.entry, maxTokens, filter, hooks, signal });
  }

  private bodyOf({ messages, temperature, topP, stop, seed, schema }: ChatRequest, maxTokens: number): Body {
    const told = schema && this.entry.json_mode !== 'json_schema' ? [jsonInstruction(schema)] : [];
    return {
      model: this.name,
      messages: [...told, ...messages],
      temperature,
      max_tokens: maxTokens,
      ...(topP === undefined ? {} : { top_p: topP }),
      ...(stop === undefined ? {} : { stop: [...stop] }),
      ...(seed === undefined ? {} : { seed }),
      ...(schema ? this.formatOf(schema) : {}),
      stream: true,
      stream_options: { include_usage: true },
    };
  }

  private formatOf(schema: JsonSchema): Pick<Body, 'response_format'> {
    switch (this.entry.json_mode) {
      case 'json_schema': {
        const json_schema = { name: 'reply', schema, strict: isStrict(schema) };
        return { response_format: { type: 'json_schema', json_schema } };
      }
      case 'json_object':
        return { response_format: { type: 'json_object' } };
      case 'none':
        return {};
    }
  }
}

const jsonInstruction = (schema: JsonSchema): { role: 'system'; content: string } => ({
  role: 'system',
  content: `Answer with one JSON value alone, without any other text. It must fit this JSON Schema: ${JSON.stringify(schema)}`,
});

/** Rather too many: a token has four letters of English, and one or two characters of Chinese, which have three bytes each. */
const tokensAbout = (text: string): number => Math.ceil(Buffer.byteLength(text) / 3);
