import {
  httpStatusOf,
  InvalidRequestError,
  isPlainObject,
  type JsonSchema,
  type RequestError,
  type RequestErrorCode,
} from '@switchyard/contracts';

/** The body of an error as OpenAI's clients read it. */
export interface OpenAiErrorBody {
  error: { message: string; type: string; param: string | null; code: string | null };
}

/** Error codes that programs look at. */
const CODES: Partial<Record<RequestErrorCode, string>> = {
  UNAUTHORIZED: 'invalid_api_key',
  FORBIDDEN: 'insufficient_permissions',
  MODEL_NOT_FOUND: 'model_not_found',
  ROUTE_NOT_FOUND: 'unknown_url',
  RATE_LIMITED: 'rate_limit_exceeded',
  PAYLOAD_TOO_LARGE: 'file_too_large',
  WAITED_TOO_LONG: 'timeout',
  RESOURCE_UNAVAILABLE: 'unavailable',
  REPLY_UNUSABLE: 'reply_unusable',
};

/** Whether a path is one of OpenAI's interface. */
export const speaksOpenAi = (url: string): boolean => /^\/v1\/(audio|chat|models)(\/|\?|$)/.test(url);

export function openAiError(error: RequestError): OpenAiErrorBody {
  const { code, message, details } = error;
  const param = isPlainObject(details) && code === 'INVALID_REQUEST' ? paramOf(details) : null;
  const said = error instanceof InvalidRequestError ? 'the request is not valid' : message;
  return {
    error: { message: textOf(said, details), type: typeOf(httpStatusOf(error)), param, code: CODES[code] ?? null },
  };
}

function typeOf(status: number): string {
  if (status >= 500) return 'server_error';
  return status === 429 ? 'rate_limit_error' : 'invalid_request_error';
}

/** The field of the client's request, which became one of the input of a task. */
function paramOf(details: object): string | null {
  const [first] = Object.keys(details);
  return first?.replace(/^input_data\./, '') ?? null;
}

function textOf(message: string, details: RequestError['details']): string {
  if (details === undefined) return message;
  if (typeof details === 'string') return `${message}: ${details}`;
  const facts = Object.entries(details).map(([name, fact]) => `${name.replace(/^input_data\./, '')} ${String(fact)}`);
  return `${message}: ${facts.join('; ')}`;
}

export const OPENAI_ERROR_SCHEMA: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['message', 'type', 'param', 'code'],
      properties: {
        message: { type: 'string' },
        type: { type: 'string' },
        param: { type: ['string', 'null'], description: 'the field at fault' },
        code: { type: ['string', 'null'] },
      },
    },
  },
  example: {
    error: {
      message: 'no such model: gpt-9; GET /v1/models lists those there are',
      type: 'invalid_request_error',
      param: null,
      code: 'model_not_found',
    },
  },
};
