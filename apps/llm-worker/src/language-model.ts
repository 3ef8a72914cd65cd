import { InputRejectedError, type JsonSchema } from '@switchyard/contracts';
import type { WorkDescription } from '@switchyard/worker-kit';

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface ChatRequest {
  messages: readonly ChatMessage[];
  /** Tokens of the reply; what the context has room for where it is left out. */
  maxTokens?: number;
  temperature: number;
  seed?: number;
  topP?: number;
  /** The reply ends before the first of these texts. */
  stop?: readonly string[];
  /** The reply is JSON that fits it, as far as the model can be held to that. */
  schema?: JsonSchema;
}

export interface TokenUsage {
  promptTokens: number;
  completionTokens: number;
}

export interface ChatReply {
  text: string;
  /** False where the reply was cut at its last allowed token. */
  complete: boolean;
  usage: TokenUsage;
}

export interface ChatHooks {
  /** Called with each piece of the reply as it comes. */
  onText?: (text: string) => void;
  /** Called with the share of the longest allowed reply that is there; a sign of life. */
  onProgress: (fraction: number) => void;
}

/** A model that answers messages, opened for one attempt: it ends with the attempt's signal. */
export interface LanguageModel {
  /** `local`, or the name of a configured server. */
  readonly provider: string;
  readonly name: string;
  /** Tokens that prompt and reply may have together. */
  readonly contextTokens: number;
  /** Tokens that one reply may have. */
  readonly replyTokens: number;
  /** Requests that it answers at the same time. */
  readonly parallel: number;
  /** Prices per million tokens, where they are known. */
  readonly prices?: { input: number; output: number };
  readonly work: WorkDescription;
  /** What is otherwise than asked. */
  readonly degraded: readonly string[];
  /** Tokens of each text; about, where only the server knows. */
  countTokens(texts: readonly string[]): Promise<number[]>;
  /** @throws InputRejectedError when prompt and reply do not fit into the context */
  chat(request: ChatRequest, hooks: ChatHooks): Promise<ChatReply>;
}

/** Tokens that the form of a message takes beside its text, at most. */
export const MESSAGE_TOKENS = 12;

/** The least that is left for a reply whose length the request does not say. */
const LEAST_REPLY_TOKENS = 16;

/** Tokens that a reply may have. @throws InputRejectedError when the prompt leaves too few */
export function replyRoom(
  promptTokens: number,
  contextTokens: number,
  wanted: number | undefined,
  most: number,
): number {
  const room = contextTokens - promptTokens;
  const least = wanted ?? LEAST_REPLY_TOKENS;
  if (room < least)
    throw new InputRejectedError(
      `the prompt has ${promptTokens} tokens and the reply needs ${least}, but the context holds ${contextTokens}; ` +
        'shorten the prompt, ask for fewer max_tokens, or take a model with a larger context',
    );
  return Math.min(room, wanted ?? most);
}
