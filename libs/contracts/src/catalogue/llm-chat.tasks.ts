import type { FieldProblems } from '../errors/request-error';
import { isPlainObject } from '../fields/validate';
import {
  BooleanField,
  ChoiceField,
  IntegerField,
  ListField,
  NumberField,
  ObjectField,
  TextField,
} from '../fields/field';
import { BY_MODEL, ModelChoice, ModelOutput, modelProblems } from './llm.tasks';
import { defineTask } from './task-definition';

const ROLES: readonly unknown[] = ['system', 'user', 'assistant'];

/** One message of a conversation. */
export interface ChatTurn {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export class ChatInput extends ModelChoice {
  @ListField({
    description: 'the conversation: {role: system | user | assistant, content}',
    items: 'object',
    minItems: 1,
  })
  messages!: ChatTurn[];

  @ObjectField({
    description: 'JSON Schema of an object; the reply is JSON that fits it, or the task fails',
    optional: true,
  })
  response_schema?: Record<string, unknown>;

  @IntegerField({
    description: 'longest reply; by default what the context has room for, at most 1024',
    unit: 'tokens',
    minimum: 1,
    optional: true,
  })
  max_tokens?: number;

  @ListField({
    description: 'the reply ends before the first of these texts',
    items: 'string',
    maxItems: 16,
    orSingle: true,
    optional: true,
  })
  stop?: string | string[];

  @NumberField({
    description: 'words are chosen among the likeliest that together are this likely',
    minimum: 0,
    maximum: 1,
    optional: true,
  })
  top_p?: number;

  @IntegerField({ description: 'the same seed gives the same reply, where the model can', minimum: 0, optional: true })
  seed?: number;

  @BooleanField({ description: 'put the reply into the event log as it comes' })
  stream = true;

  @IntegerField({ description: 'tries after a reply that does not fit response_schema', minimum: 0, maximum: 10 })
  max_retries = 2;
}

export class ChatOutput extends ModelOutput {
  @TextField({ description: 'the reply', minLength: 0, maxLength: 4_000_000 })
  text!: string;

  @ObjectField({ description: 'the reply as JSON, when response_schema was given', optional: true })
  json?: Record<string, unknown>;

  @ChoiceField(['stop', 'length'], { description: 'whether the reply came to its end, or was cut at max_tokens' })
  finish_reason!: 'stop' | 'length';
}

function chatProblems(input: ChatInput): FieldProblems {
  const { messages, response_schema: schema } = input;
  const problems = modelProblems(input);
  const wrong = messages.findIndex(
    ({ role, content }) => !ROLES.includes(role) || typeof content !== 'string' || content === '',
  );
  if (wrong >= 0) problems['messages'] = `item ${wrong} must have a role (system, user, assistant) and content (text)`;
  if (schema && (schema['type'] !== 'object' || !isPlainObject(schema['properties'])))
    problems['response_schema'] = 'must have type "object" and properties';
  return problems;
}

export const chatTask = defineTask({
  ...BY_MODEL,
  name: 'llm.chat',
  description: 'The reply of a language model to a conversation, as text or as JSON of a given form',
  input: ChatInput,
  output: ChatOutput,
  limits: { timeout: 3600 },
  check: chatProblems,
});
