import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';
import {
  InvalidRequestError,
  fieldsOf,
  jsonSchemaOf,
  validate,
  type Class,
  type FieldSpec,
  type JsonSchema,
} from '@switchyard/contracts';

const NUMBER = /^-?\d+(\.\d+)?$/;
const SWITCHES: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['', true],
  ['false', false],
  ['0', false],
]);

/** Describes the query of a route by the class that checks it. */
export function QueryOf(type: Class<object>): MethodDecorator {
  const { properties, required = [] } = jsonSchemaOf(type) as {
    properties: Record<string, JsonSchema>;
    required?: string[];
  };
  const parameters = Object.entries(properties).map(([name, { description, ...schema }]) =>
    ApiQuery({ name, required: required.includes(name), description: String(description), schema }),
  );
  return applyDecorators(...parameters);
}

/** A query by its class; its numbers and switches arrive as text. */
export function parsedQuery<T extends object>(type: Class<T>, query: Record<string, unknown>): T {
  const known = fieldsOf(type);
  const plain = Object.entries(query).map(([name, given]) => [name, valueOf(known[name], given)] as const);
  const checked = validate(type, Object.fromEntries(plain));
  if (!checked.ok) throw new InvalidRequestError(checked.problems);
  return checked.value;
}

/** What is neither a number nor a switch stays text, which the check then refuses. */
function valueOf(field: FieldSpec | undefined, given: unknown): unknown {
  if (typeof given !== 'string') return given;
  if (field?.type === 'boolean') return SWITCHES.get(given) ?? given;
  const numeric = field?.type === 'integer' || field?.type === 'number';
  return numeric && NUMBER.test(given) ? Number(given) : given;
}
