import { serveEngine } from '@switchyard/engine';
import type { LlmMethods } from './llm-methods';
import { LoadedModel } from './local/loaded-model';

const loaded = new LoadedModel();

serveEngine<LlmMethods>({
  facts: ({ model }, work) => loaded.facts(model, work),
  countTokens: ({ model, texts }, work) => loaded.countTokens(model, texts, work),
  chat: ({ model, request }, work) => loaded.chat(model, request, work),
});
