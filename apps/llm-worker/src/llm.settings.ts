import { IntegerField, LOCAL_PROVIDER, TextField } from '@switchyard/contracts';
import { ModelSettings } from '@switchyard/worker-kit';

/** What the llm worker needs to know. */
export class LlmSettings extends ModelSettings {
  @TextField({
    description:
      'who answers when a task does not say: `local`, or the name of one of `LLM_PROVIDERS`, which needs no GPU',
    maxLength: 64,
  })
  llmProvider = LOCAL_PROVIDER;

  @TextField({ description: 'local language model that is used when a task names none: a name, or a GGUF file' })
  llmModel = 'smollm2-135m-instruct';

  @IntegerField({ description: 'threads of a local model; 0: the cores but one', minimum: 0, maximum: 256 })
  llmThreads = 0;

  @IntegerField({
    description: 'tokens that prompt and reply of a local model may have together, at most what it was made for',
    minimum: 256,
    maximum: 1_048_576,
  })
  llmContext = 4096;

  @TextField({
    description: 'OpenAI-compatible servers, as JSON: see apps/llm-worker; keys are named by environment variable',
    optional: true,
    maxLength: 100_000,
  })
  llmProviders?: string;
}
