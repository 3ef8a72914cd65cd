import {
  ChoiceField,
  IntegerField,
  ListField,
  NumberField,
  ObjectField,
  TextField,
  jsonSchemaOf,
  type JsonSchema,
} from '@switchyard/contracts';
import { ERROR_STRATEGIES, POLICY_TYPES, type ErrorStrategyName, type PolicyType } from './model';

/** Routines, slots and events. */
export const NAME_PATTERN = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;
export const FLOW_ID_PATTERN = /^(?!(?:validate|schema)$)[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

export const MOST_ROUTINES = 1000;
export const MOST_CONNECTIONS = 1000;
export const MOST_SLOT_LENGTH = 100_000;
const LONGEST_EXPRESSION = 4096;

/** A flow as its author writes it. */
export class FlowText {
  @TextField({
    description: 'id of the flow; storing another flow under it makes a new version',
    pattern: FLOW_ID_PATTERN,
    patternMessage: 'must begin with a letter or digit and hold only letters, digits, dots, dashes and underscores',
  })
  flow_id!: string;

  @TextField({ description: 'for people', maxLength: 200, optional: true })
  name?: string;

  @TextField({ description: 'what it is for', maxLength: 4000, minLength: 0, optional: true })
  description?: string;

  @IntegerField({ description: 'of its tasks; 9 goes first', minimum: 0, maximum: 9, optional: true })
  priority?: number;

  @ObjectField({ description: 'what becomes of an item whose routine fails', optional: true })
  error?: Record<string, unknown>;

  @ObjectField({ description: 'the routines by their ids' })
  routines!: Record<string, unknown>;

  @ListField({
    description: '`a -> b`, or `a.event -> b.slot`',
    items: 'string',
    maxItems: MOST_CONNECTIONS,
    optional: true,
  })
  connections?: string[];
}

/** A routine as its author writes it. */
export class RoutineText {
  @TextField({ description: 'a task of the catalogue; either this or `type`', maxLength: 128, optional: true })
  task?: string;

  @TextField({ description: 'a built-in routine; either this or `task`', maxLength: 64, optional: true })
  type?: string;

  @TextField({ description: 'what it is for', maxLength: 4000, minLength: 0, optional: true })
  description?: string;

  @ObjectField({
    description:
      'of `task`: its input; a text `${{ expression }}` is evaluated with the item, all else is taken as it is',
    optional: true,
  })
  inputs?: Record<string, unknown>;

  @TextField({
    description:
      'of `task`: expression of the item that goes on, with `item` and `output`; by default the item with the output under the id of the routine',
    maxLength: LONGEST_EXPRESSION,
    optional: true,
  })
  output?: string;

  @ObjectField({ description: 'of `type`: what the built-in routine is told', optional: true })
  config?: Record<string, unknown>;

  @ObjectField({ description: 'when it begins: {type, …}', optional: true })
  policy?: Record<string, unknown>;

  @ObjectField({
    description: 'what becomes of an item when it fails; goes before the one of the flow',
    optional: true,
  })
  error?: Record<string, unknown>;

  @ObjectField({ description: 'its inputs by name; by default one, `in`', optional: true })
  slots?: Record<string, unknown>;

  @IntegerField({
    description: 'activations at the same time; by default 4 of a task, 1 of a built-in routine, which keeps the order',
    minimum: 1,
    maximum: 64,
    optional: true,
  })
  max_active?: number;
}

/** A slot as its author writes it. */
export class SlotText {
  @IntegerField({ description: 'items that may wait', minimum: 1, maximum: MOST_SLOT_LENGTH })
  max_queue_length = 1000;

  @NumberField({ description: 'part of its length from which it counts as nearly full', minimum: 0.05, maximum: 1 })
  watermark = 0.8;
}

/** An error strategy as its author writes it. */
export class ErrorText {
  @ChoiceField(ERROR_STRATEGIES, {
    description:
      '`stop` the job, `continue` without the item, `retry`, or `skip` the routine: the item goes on unchanged',
  })
  strategy: ErrorStrategyName = 'stop';

  @IntegerField({ description: 'of `retry`: tries after the first one', minimum: 1, maximum: 100 })
  max_retries = 3;

  @NumberField({
    description: 'of `retry`: before the first one; then doubling',
    unit: 'seconds',
    minimum: 0.01,
    maximum: 3600,
  })
  retry_delay_seconds = 1;

  @ChoiceField(['stop', 'continue', 'skip'], { description: 'of `retry`: what follows the last try' })
  then: Exclude<ErrorStrategyName, 'retry'> = 'stop';
}

/** Named policies of type `custom`. */
export const CUSTOM_POLICIES = ['any_slot_ready', 'drain'] as const;
export type CustomPolicy = (typeof CUSTOM_POLICIES)[number];

/** An activation policy as its author writes it. */
export class PolicyText {
  @ChoiceField(POLICY_TYPES, { description: 'when the routine begins' })
  type: PolicyType = 'immediate';

  @IntegerField({ description: 'of `batch_size`: items of each slot', minimum: 1, maximum: 1000, optional: true })
  min_batch_size?: number;

  @NumberField({
    description: 'of `time_interval`: least time between two activations',
    unit: 'seconds',
    minimum: 0.05,
    maximum: 86_400,
    optional: true,
  })
  min_interval_seconds?: number;

  @ChoiceField(CUSTOM_POLICIES, {
    description: 'of `custom`: `any_slot_ready` takes one of each slot that has one, `drain` all that waits',
    optional: true,
  })
  function?: CustomPolicy;
}

/** The JSON Schema of a flow, for editors. */
export function flowSchema(): JsonSchema {
  const named = (values: JsonSchema, most?: number): JsonSchema => ({
    type: 'object',
    propertyNames: { pattern: NAME_PATTERN.source },
    additionalProperties: values,
    ...(most === undefined ? {} : { maxProperties: most }),
  });
  const nested = (type: JsonSchema, fields: Record<string, JsonSchema>): JsonSchema => ({
    ...type,
    properties: { ...(type['properties'] as Record<string, JsonSchema>), ...fields },
  });
  const error = jsonSchemaOf(ErrorText);
  const routine = nested(jsonSchemaOf(RoutineText), {
    policy: jsonSchemaOf(PolicyText),
    error,
    slots: named(jsonSchemaOf(SlotText)),
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Switchyard flow',
    ...nested(jsonSchemaOf(FlowText), { routines: named(routine, MOST_ROUTINES), error }),
  };
}
