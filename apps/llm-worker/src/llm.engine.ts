import { serveEngine } from '@switchyard/engine';
import type { LlmMethods } from './llm-methods';
import { LoadedModel } from './local/loaded-model';

const loaded = new LoadedModel();

serveEngine<LlmMethods>({
  facts: ({ model }) => loaded.facts(model),
  countTokens: ({ model, texts }) => loaded.countTokens(model, texts),
  chat: ({ model, request }, work) => loaded.chat(model, request, work),
});
