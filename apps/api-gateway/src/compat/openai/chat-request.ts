import {
  BooleanField,
  ChoiceField,
  IntegerField,
  InvalidRequestError,
  ListField,
  NumberField,
  ObjectField,
  TextField,
  isPlainObject,
  type ChatInput,
  type ChatTurn,
} from '@switchyard/contracts';
import { Dto } from '../../http/dto';

const IGNORED = 'of no effect';

const TEXT_PART = {
  type: 'object',
  required: ['type', 'text'],
  properties: { type: { enum: ['text'] }, text: { type: 'string' } },
};
const MESSAGE = {
  required: ['role', 'content'],
  properties: {
    role: { enum: ['system', 'developer', 'user', 'assistant'] },
    content: { anyOf: [{ type: 'string' }, { type: 'array', items: TEXT_PART }] },
  },
};
/** No value fits it. */
const NONE = { not: {} };
const NAMED_SCHEMA = { type: 'object', required: ['schema'], properties: { schema: { type: 'object' } } };
const RESPONSE_FORMAT = {
  anyOf: [
    { type: 'object', required: ['type'], properties: { type: { enum: ['text', 'json_object'] } } },
    {
      type: 'object',
      required: ['type', 'json_schema'],
      properties: { type: { enum: ['json_schema'] }, json_schema: NAMED_SCHEMA },
    },
  ],
};

/** The body of `POST /v1/chat/completions`. */
@Dto({ takesNull: true })
export class ChatRequest {
  @TextField({ description: 'name of a language model, see GET /v1/models', maxLength: 200 })
  model!: string;

  @ListField({
    description: 'the conversation: {role: system | developer | user | assistant, content: text or parts of type text}',
    items: 'object',
    shape: MESSAGE,
    minItems: 1,
  })
  messages!: Record<string, unknown>[];

  @NumberField({
    description: 'how freely words are chosen; 0.1 when missing',
    minimum: 0,
    maximum: 2,
    optional: true,
  })
  temperature?: number;

  @NumberField({ description: 'share of likely words among which is chosen', minimum: 0, maximum: 1, optional: true })
  top_p?: number;

  @IntegerField({ description: 'longest reply, tokens', minimum: 1, optional: true })
  max_tokens?: number;

  @IntegerField({ description: 'longest reply, tokens', minimum: 1, optional: true })
  max_completion_tokens?: number;

  @ListField({
    description: 'texts before which the reply ends',
    items: 'string',
    maxItems: 16,
    orSingle: true,
    optional: true,
  })
  stop?: string | string[];

  @IntegerField({ description: 'the same seed gives the same reply, where the model can', minimum: 0, optional: true })
  seed?: number;

  @BooleanField({ description: 'server-sent events: the reply as it is written', optional: true })
  stream?: boolean;

  @ObjectField({ description: '{include_usage: true} puts the usage at the end of a stream', optional: true })
  stream_options?: { include_usage?: boolean };

  @ObjectField({
    description: '{type: text}, {type: json_object} or {type: json_schema, json_schema: {name, schema}}',
    shape: RESPONSE_FORMAT,
    optional: true,
  })
  response_format?: Record<string, unknown>;

  @IntegerField({ description: 'one reply only', minimum: 1, maximum: 1, optional: true })
  n?: number;

  @NumberField({ description: IGNORED, optional: true }) presence_penalty?: number;
  @NumberField({ description: IGNORED, optional: true }) frequency_penalty?: number;
  @TextField({ description: IGNORED, optional: true }) user?: string;
  @BooleanField({ description: IGNORED, optional: true }) store?: boolean;
  @ObjectField({ description: IGNORED, optional: true }) metadata?: Record<string, unknown>;
  @TextField({ description: IGNORED, optional: true }) service_tier?: string;
  @TextField({ description: IGNORED, optional: true }) safety_identifier?: string;
  @TextField({ description: IGNORED, optional: true }) prompt_cache_key?: string;
  @BooleanField({ description: IGNORED, optional: true }) parallel_tool_calls?: boolean;
  @ListField({ description: 'only text', items: 'string', enum: ['text'], optional: true }) modalities?: string[];
  @ChoiceField(['none', 'auto'], { description: 'there are no tools', optional: true }) tool_choice?: string;
  @ListField({ description: 'must be empty: there are no tools', items: 'object', shape: NONE, optional: true })
  tools?: object[];
}

/** The input of the task that answers a request, without its model. */
export function chatInputOf(request: ChatRequest): Partial<ChatInput> {
  if (request.tools && request.tools.length > 0)
    throw new InvalidRequestError({ tools: 'must be empty: models here call no tools' });
  const { messages, temperature, top_p, stop, seed, stream = false } = request;
  const max_tokens = request.max_completion_tokens ?? request.max_tokens;
  const response_schema = schemaIn(request.response_format);
  return {
    messages: messages.map(turnOf),
    stream,
    ...defined({ temperature, top_p, stop, seed, max_tokens, response_schema }),
    // what was streamed cannot be taken back
    ...(stream && response_schema ? { max_retries: 0 } : {}),
  };
}

const defined = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;

function turnOf({ role, content }: Record<string, unknown>, at: number): ChatTurn {
  const name = role === 'developer' ? 'system' : role;
  if (name !== 'system' && name !== 'user' && name !== 'assistant')
    throw new InvalidRequestError({ messages: `item ${at} has the role ${String(role)}; there are no tools here` });
  return { role: name, content: textIn(content, at) };
}

function textIn(content: unknown, at: number): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) throw new InvalidRequestError({ messages: `item ${at} has no content` });
  return content.map((part: unknown) => partOf(part, at)).join('\n');
}

function partOf(part: unknown, at: number): string {
  if (isPlainObject(part) && part['type'] === 'text' && typeof part['text'] === 'string') return part['text'];
  const type = isPlainObject(part) ? String(part['type']) : typeof part;
  const hint = type === 'input_audio' ? '; transcribe it with POST /v1/audio/transcriptions' : '';
  throw new InvalidRequestError({
    messages: `item ${at} has a part of type ${type.slice(0, 64)}; models here take text alone${hint}`,
  });
}

const ANY_OBJECT = { type: 'object', properties: {}, additionalProperties: true };

function schemaIn(format: Record<string, unknown> | undefined): Record<string, unknown> | undefined {
  if (!format || format['type'] === 'text') return undefined;
  if (format['type'] === 'json_object') return ANY_OBJECT;
  const named = format['json_schema'];
  if (format['type'] === 'json_schema' && isPlainObject(named) && isPlainObject(named['schema']))
    return named['schema'];
  throw new InvalidRequestError({
    response_format: 'must be {type: text}, {type: json_object} or {type: json_schema, json_schema: {name, schema}}',
  });
}
