import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { InputRejectedError } from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import type { Llama, LlamaChat, LlamaModel } from 'node-llama-cpp';
import { replyRoom, type ChatReply, type ChatRequest } from '../language-model';
import type { EngineModel, ModelFacts } from '../llm-methods';
import { historyOf } from './chat-history';

/** Tokens of a reply whose request does not say how many it may have. */
const USUAL_REPLY_TOKENS = 1024;

interface Loaded {
  wanted: EngineModel;
  llama: Llama;
  model: LlamaModel;
  chat: LlamaChat;
  facts: ModelFacts;
}

/** The language model this process holds; another one takes its place, so that memory stays that of one. */
export class LoadedModel {
  private current: Loaded | undefined;

  async facts(wanted: EngineModel): Promise<ModelFacts> {
    return (await this.get(wanted)).facts;
  }

  async countTokens(wanted: EngineModel, texts: readonly string[]): Promise<number[]> {
    const { model } = await this.get(wanted);
    return texts.map((text) => model.tokenize(text).length);
  }

  async chat(wanted: EngineModel, request: ChatRequest, work: EngineWork): Promise<ChatReply> {
    const { llama, model, chat, facts } = await this.get(wanted);
    const history = historyOf(request.messages);
    const { contextText } = chat.chatWrapper.generateContextState({ chatHistory: history });
    const promptTokens = contextText.tokenize(model.tokenizer).length;
    const maxTokens = replyRoom(promptTokens, facts.contextTokens, request.maxTokens, USUAL_REPLY_TOKENS);
    let completionTokens = 0;
    const { response, metadata } = await chat.generateResponse(history, {
      maxTokens,
      temperature: request.temperature,
      topP: request.topP,
      customStopTriggers: request.stop,
      seed: request.seed,
      grammar: request.schema ? await grammarOf(llama, request.schema) : undefined,
      signal: work.signal,
      onToken: (tokens) => {
        completionTokens += tokens.length;
        work.progress(completionTokens / maxTokens);
      },
      onTextChunk: (text) => work.output({ text }),
    });
    return {
      text: response,
      complete: metadata.stopReason !== 'maxTokens',
      usage: { promptTokens, completionTokens },
    };
  }

  private async get(wanted: EngineModel): Promise<Loaded> {
    if (this.current && isDeepStrictEqual(this.current.wanted, wanted)) return this.current;
    await this.current?.model.dispose();
    this.current = undefined;
    this.current = await load(wanted);
    return this.current;
  }
}

async function load(wanted: EngineModel): Promise<Loaded> {
  const { getLlama, getModuleVersion, LlamaChat, LlamaLogLevel } = await import('node-llama-cpp');
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    usePrebuiltBinaries: true,
    progressLogs: false,
    logLevel: LlamaLogLevel.error,
    maxThreads: wanted.threads,
  });
  const model = await llama.loadModel({ modelPath: wanted.file, gpuLayers: 0 }).catch((error: unknown) => {
    throw new InputRejectedError(
      `model: ${wanted.name} cannot be loaded, it is damaged or no GGUF file: ${first(error)}`,
    );
  });
  const contextTokens = Math.min(wanted.contextTokens, model.trainContextSize);
  const context = await model.createContext({ contextSize: contextTokens, threads: wanted.threads, sequences: 1 });
  const chat = new LlamaChat({ contextSequence: context.getSequence() });
  const version = `${llama.llamaCppRelease.release} (node-llama-cpp ${await getModuleVersion()})`;
  const sha256 = wanted.sha256 ?? (await sha256Of(wanted.file));
  const facts = { contextTokens, sha256, engine: { name: 'llama.cpp', version } };
  return { wanted, llama, model, chat, facts };
}

const first = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';

async function grammarOf(
  llama: Llama,
  schema: object,
): Promise<Awaited<ReturnType<Llama['createGrammarForJsonSchema']>>> {
  try {
    return await llama.createGrammarForJsonSchema(schema as Parameters<Llama['createGrammarForJsonSchema']>[0]);
  } catch (error) {
    throw new InputRejectedError(`response_schema: a local model cannot be held to it: ${first(error)}`);
  }
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
