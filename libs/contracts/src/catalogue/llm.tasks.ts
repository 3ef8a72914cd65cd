import type { FieldProblems } from '../errors/request-error';
import {
  ChoiceField,
  IntegerField,
  NameOrPathField,
  NumberField,
  ObjectField,
  PathField,
  TextField,
} from '../fields/field';
import { DEVICES } from './faster-whisper.tasks';
import { MediaOutput } from './provenance';
import { defineTask } from './task-definition';

/** Which language model works. */
export class ModelChoice {
  @TextField({
    description: 'local, or the name of an OpenAI-compatible server of the worker; by default its LLM_PROVIDER',
    maxLength: 64,
    optional: true,
  })
  provider?: string;

  @NameOrPathField({
    description:
      'local: a model by name, or a GGUF file /share/...; else a model of that server; by default the standard one',
    path: 'file',
    optional: true,
  })
  model?: string;

  @NumberField({ description: 'how freely it chooses its words; 0: always the likeliest', minimum: 0, maximum: 2 })
  temperature = 0.1;

  @ChoiceField(DEVICES, { description: 'where a local model runs; auto: on the GPU when the worker has one' })
  device: (typeof DEVICES)[number] = 'auto';
}

/** The provider of models that run in the worker itself. */
export const LOCAL_PROVIDER = 'local';

/** What all tasks of language models have in common. */
export const BY_MODEL = {
  service: 'llm',
  device: 'auto',
  onCpu: ({ provider = LOCAL_PROVIDER }: ModelChoice) => provider !== LOCAL_PROVIDER,
  check: modelProblems,
} as const;

export function modelProblems({ provider = LOCAL_PROVIDER, device }: ModelChoice): FieldProblems {
  if (provider === LOCAL_PROVIDER || device !== 'cuda') return {};
  return { device: `cuda is for local models; leave it out, or take the provider ${LOCAL_PROVIDER}` };
}

/** What every output of a language model says. */
export class ModelOutput extends MediaOutput {
  @TextField({ description: 'local, or the server that answered' })
  provider!: string;

  @TextField({ description: 'the model' })
  model_name!: string;

  @ObjectField({
    description:
      '{requests, prompt_tokens, completion_tokens, total_tokens, cost}; cost is null where the worker knows no prices',
  })
  usage!: ModelUsage;
}

export interface ModelUsage {
  requests: number;
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  /** In the currency of the prices in `LLM_PROVIDERS`. */
  cost: number | null;
}

export const TEXT_ACTIONS = ['proofread', 'translate', 'summarize', 'custom'] as const;

export class ProcessTextInput extends ModelChoice {
  @ChoiceField(TEXT_ACTIONS, { description: 'what is done with the text; custom: what the prompt says' })
  action: (typeof TEXT_ACTIONS)[number] = 'proofread';

  @TextField({ description: 'the text; it goes before input_file', maxLength: 100_000, optional: true })
  text?: string;

  @PathField({ description: 'text file; taken from an earlier stage when missing', optional: true })
  input_file?: string;

  @TextField({
    description: 'further instructions; those of a custom action, where {text} stands for the text',
    maxLength: 20_000,
    optional: true,
  })
  prompt?: string;

  @TextField({ description: 'language of a translation or summary, such as French', maxLength: 64, optional: true })
  target_language?: string;

  @IntegerField({
    description: 'longest part of the text that is given to the model at once; by default what fits',
    unit: 'tokens',
    minimum: 16,
    optional: true,
  })
  part_tokens?: number;
}

export class ProcessTextOutput extends ModelOutput {
  @TextField({
    description: 'the processed text, where it has at most 10 000 characters',
    optional: true,
    minLength: 0,
  })
  text?: string;

  @PathField({ description: 'file with the processed text' })
  text_file!: string;

  @IntegerField({ description: 'parts the text was split into' })
  part_count!: number;
}

function textProblems(input: ProcessTextInput): FieldProblems {
  const { action, text, input_file, prompt, target_language } = input;
  const problems = modelProblems(input);
  if (!text && !input_file) problems['text'] = 'is required, or input_file';
  if (action === 'custom' && !prompt) problems['prompt'] = 'is required for the action custom';
  if (action === 'translate' && !target_language) problems['target_language'] = 'is required for the action translate';
  return problems;
}

export const processTextTask = defineTask({
  ...BY_MODEL,
  name: 'llm.process_text',
  description: 'Proofreads, translates or summarizes a text of any length with a language model',
  input: ProcessTextInput,
  output: ProcessTextOutput,
  limits: { timeout: 7200 },
  sources: {
    input_file: ['wservice.ai_optimize_text.optimized_text_file', 'faster_whisper.transcribe_audio.text_file'],
  },
  check: textProblems,
});
