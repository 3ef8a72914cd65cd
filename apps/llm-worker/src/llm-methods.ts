import type { EngineIdentity } from '@switchyard/contracts';
import type { ChatReply, ChatRequest } from './language-model';
import type { NotOnGpu } from './local/gpu-layers';

/** A GGUF file and how it is loaded. */
export interface EngineModel {
  /** As outputs and errors call it. */
  name: string;
  file: string;
  /** Computed when the file is loaded, where the catalogue does not have it. */
  sha256?: string;
  threads: number;
  /** Tokens wanted; the model may know fewer. */
  contextTokens: number;
  /** Only where the task holds a GPU. */
  onGpu: boolean;
}

export interface ModelFacts {
  sha256: string;
  contextTokens: number;
  engine: EngineIdentity;
  /** Where it is, in whole or in part. */
  device: 'cpu' | 'cuda';
  /** What is otherwise than asked. */
  degraded: string[];
}

/** What the engine's process does; the model stays loaded for the next call. */
export interface LlmMethods {
  facts(params: { model: EngineModel }): Promise<ModelFacts | NotOnGpu>;
  countTokens(params: { model: EngineModel; texts: readonly string[] }): Promise<number[]>;
  /** Gives each piece of the reply as output `{ text }`. */
  chat(params: { model: EngineModel; request: ChatRequest }): Promise<ChatReply>;
}
