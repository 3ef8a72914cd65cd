import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { InputRejectedError, InternalTaskError } from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import type { Llama, LlamaChat } from 'node-llama-cpp';
import { replyRoom, type ChatReply, type ChatRequest } from '../language-model';
import type { EngineModel, ModelFacts } from '../llm-methods';
import { historyOf } from './chat-history';
import { firstLine, type NotOnGpu } from './gpu-layers';
import { openModel, type OpenModel } from './open-model';

/** Tokens of a reply whose request does not say how many it may have. */
const USUAL_REPLY_TOKENS = 1024;

interface Loaded {
  wanted: EngineModel;
  open: OpenModel;
  chat: LlamaChat;
  facts: ModelFacts;
}

/** The language model this process holds; another one takes its place, so that memory stays that of one. */
export class LoadedModel {
  private current: Loaded | undefined;

  async facts(wanted: EngineModel, work: EngineWork): Promise<ModelFacts | NotOnGpu> {
    const loaded = await this.get(wanted, work);
    return 'notOnGpu' in loaded ? loaded : loaded.facts;
  }

  async countTokens(wanted: EngineModel, texts: readonly string[], work: EngineWork): Promise<number[]> {
    const { model } = (await this.open(wanted, work)).open;
    return texts.map((text) => model.tokenize(text).length);
  }

  async chat(wanted: EngineModel, request: ChatRequest, work: EngineWork): Promise<ChatReply> {
    const { open, chat, facts } = await this.open(wanted, work);
    const { llama, model } = open;
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

  /** A model whose facts were told; the engine is another one where that ended. */
  private async open(wanted: EngineModel, work: EngineWork): Promise<Loaded> {
    const loaded = await this.get(wanted, work);
    if ('notOnGpu' in loaded) throw new InternalTaskError(loaded.notOnGpu);
    return loaded;
  }

  private async get(wanted: EngineModel, work: EngineWork): Promise<Loaded | NotOnGpu> {
    if (this.current && isDeepStrictEqual(this.current.wanted, wanted)) return this.current;
    await this.current?.open.model.dispose();
    this.current = undefined;
    const loaded = await load(wanted, work);
    if (!('notOnGpu' in loaded)) this.current = loaded;
    return loaded;
  }
}

async function load(wanted: EngineModel, work: EngineWork): Promise<Loaded | NotOnGpu> {
  const { getModuleVersion, LlamaChat } = await import('node-llama-cpp');
  const sha256 = wanted.sha256 ?? (await sha256Of(wanted.file, work));
  const open = await openModel(wanted, work);
  if ('notOnGpu' in open) return open;
  const { llama, model, context, device, degraded } = open;
  const chat = new LlamaChat({ contextSequence: context.getSequence() });
  const version = `${llama.llamaCppRelease.release} (node-llama-cpp ${await getModuleVersion()})`;
  const engine = { name: 'llama.cpp', version };
  const contextTokens = Math.min(wanted.contextTokens, model.trainContextSize);
  return { wanted, open, chat, facts: { contextTokens, sha256, engine, device, degraded } };
}

async function grammarOf(
  llama: Llama,
  schema: object,
): Promise<Awaited<ReturnType<Llama['createGrammarForJsonSchema']>>> {
  try {
    return await llama.createGrammarForJsonSchema(schema as Parameters<Llama['createGrammarForJsonSchema']>[0]);
  } catch (error) {
    throw new InputRejectedError(`response_schema: a local model cannot be held to it: ${firstLine(error)}`);
  }
}

async function sha256Of(file: string, { signal, progress }: EngineWork): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { signal })) {
    hash.update(chunk as Buffer);
    progress(0, 'model: its checksum');
  }
  return hash.digest('hex');
}
