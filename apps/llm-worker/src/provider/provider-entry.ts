import { ChoiceField, IntegerField, NumberField, TextField } from '@switchyard/contracts';

export const JSON_MODES = ['json_schema', 'json_object', 'none'] as const;

/** One OpenAI-compatible server, as `LLM_PROVIDERS` has it. */
export class ProviderEntry {
  @TextField({
    description: 'what tasks call it',
    maxLength: 64,
    pattern: /^[a-z0-9][a-z0-9._-]*$/,
    patternMessage: 'must hold only small letters, digits, . _ -',
  })
  name!: string;

  @TextField({
    description: 'address of the API, such as https://api.openai.com/v1',
    pattern: /^https?:\/\/[^\s@]+$/,
    patternMessage: 'must be an http(s) address without user and password',
  })
  base_url!: string;

  @TextField({ description: 'model that is asked when a task names none', maxLength: 256 })
  model!: string;

  @TextField({
    description: 'environment variable of the worker that holds the key; none: the server wants no key',
    optional: true,
    pattern: /^[A-Z][A-Z0-9_]*$/,
    patternMessage: 'must be the name of an environment variable, never a key',
  })
  api_key_env?: string;

  @IntegerField({ description: 'tokens that prompt and reply may have together', minimum: 256 })
  context_tokens = 8192;

  @IntegerField({ description: 'tokens that one reply may have', minimum: 16 })
  max_tokens = 4096;

  @ChoiceField(JSON_MODES, { description: 'how it is held to a schema: response_format of the API' })
  json_mode: (typeof JSON_MODES)[number] = 'json_schema';

  @NumberField({ description: 'longest silence', unit: 'seconds', minimum: 0.1, maximum: 3600 })
  timeout = 60;

  @IntegerField({
    description: 'tries after one that failed: no connection, 408, 409, 429, 5xx',
    minimum: 0,
    maximum: 20,
  })
  max_retries = 4;

  @IntegerField({ description: 'requests at the same time for one task', minimum: 1, maximum: 64 })
  parallel = 3;

  @NumberField({ description: 'price of a million tokens of prompts', optional: true, minimum: 0 })
  input_price?: number;

  @NumberField({ description: 'price of a million tokens of replies', optional: true, minimum: 0 })
  output_price?: number;
}
