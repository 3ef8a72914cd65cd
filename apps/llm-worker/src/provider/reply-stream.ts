import type OpenAI from 'openai';
import type { Stream } from 'openai/streaming';
import type { ChatHooks, ChatReply } from '../language-model';
import { ProviderError } from './provider-error';
import type { SecretFilter } from './secret-filter';

interface Reading {
  /** Of the provider. */
  name: string;
  /** Longest silence in seconds. */
  timeout: number;
  maxTokens: number;
  filter: SecretFilter;
  hooks: ChatHooks;
  signal: AbortSignal;
}

type Chunks = Stream<OpenAI.ChatCompletionChunk>;

/** Reads a streamed reply to its end. @throws ProviderError when it is none, falls silent, or ends in the middle */
export async function readReply(chunks: Chunks, response: Response, reading: Reading): Promise<ChatReply> {
  const { name, timeout, maxTokens, filter, hooks, signal } = reading;
  refuseOther(response, chunks, name);
  const silence = new Silence(timeout * 1000, () => chunks.controller.abort());
  const reply = { text: '', finish: '', pieces: 0, usage: undefined as OpenAI.CompletionUsage | undefined };
  const show = (text: string): void => {
    if (text === '') return;
    reply.text += text;
    hooks.onText?.(text);
  };
  try {
    for await (const chunk of chunks) {
      silence.heard();
      const [choice] = chunk.choices ?? [];
      reply.finish = choice?.finish_reason ?? reply.finish;
      reply.usage = chunk.usage ?? reply.usage;
      if (!choice?.delta?.content) continue;
      show(filter.push(choice.delta.content));
      hooks.onProgress(Math.min(1, (reply.pieces += 1) / maxTokens));
    }
  } finally {
    silence.end();
  }
  signal.throwIfAborted();
  if (silence.tooLong) throw new ProviderError(name, `fell silent for ${timeout} s in the middle of its reply`, true);
  if (!reply.finish) throw new ProviderError(name, 'ended its reply in the middle', true);
  show(filter.end());
  const { prompt_tokens: promptTokens = 0, completion_tokens: completionTokens = reply.pieces } = reply.usage ?? {};
  return { text: reply.text, complete: reply.finish !== 'length', usage: { promptTokens, completionTokens } };
}

function refuseOther({ headers }: Response, chunks: Chunks, name: string): void {
  const type = headers.get('content-type') ?? 'nothing';
  if (type.startsWith('text/event-stream')) return;
  chunks.controller.abort();
  throw new ProviderError(name, `answered with ${type} instead of an event stream; is its base_url right?`, false);
}

/** Calls back when nothing was heard for too long. */
class Silence {
  tooLong = false;
  private readonly timer: NodeJS.Timeout;

  constructor(ms: number, onTooLong: () => void) {
    this.timer = setTimeout(() => {
      this.tooLong = true;
      onTooLong();
    }, ms);
  }

  heard(): void {
    this.timer.refresh();
  }

  end(): void {
    clearTimeout(this.timer);
  }
}
