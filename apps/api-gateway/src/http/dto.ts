import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { describedFields, fieldsOf, type Class, type JsonSchema } from '@switchyard/contracts';
import { Transform } from 'class-transformer';
import type { FastifyRequest } from 'fastify';

/** The body of every error. */
export const FAILURE = { content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorEnvelope' } } } };

/**
 * Describes a class of requests to Swagger, from the fields that also check it.
 * @param takesNull whether `null` stands for a field that is not given
 */
export function Dto({ takesNull = false } = {}): <T extends object>(type: Class<T>) => void {
  return (type) => {
    const [prototype, specs] = [type.prototype as object, fieldsOf(type)];
    for (const { name, schema, required } of describedFields(type)) {
      const isUnset = takesNull && !required;
      const full = specs[name]?.nullable || isUnset ? { ...schema, nullable: true } : schema;
      ApiProperty(optionsOf(full, required))(prototype, name);
      if (isUnset) Transform(({ value }: { value: unknown }) => value ?? undefined)(prototype, name);
    }
  };
}

/** An object's own `required` lists its fields. Swagger takes a list of types for a list of values. */
function optionsOf({ type, items, minItems, maxItems, ...schema }: JsonSchema, required: boolean): ApiPropertyOptions {
  const list = { type: 'array', items, minItems, maxItems };
  const single = type === undefined ? {} : { type };
  const kind = Array.isArray(type) ? { anyOf: [items, list] } : type === 'array' ? list : single;
  const need = schema['required'] ? { selfRequired: required } : { required };
  return { ...schema, ...kind, ...need } as ApiPropertyOptions;
}

/** The headers that a class names, checked and described by it. */
export function FromHeaders(type: Class<object>): ParameterDecorator {
  const pick = (_data: unknown, context: ExecutionContext): Record<string, unknown> => {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const names = Object.keys(fieldsOf(type)).filter((name) => headers[name.toLowerCase()] !== undefined);
    return Object.fromEntries(names.map((name) => [name, headers[name.toLowerCase()]]));
  };
  const describe: ParameterDecorator = (controller, method = '') => {
    const handler = Object.getOwnPropertyDescriptor(controller, method) as PropertyDescriptor;
    for (const { name, schema, required } of describedFields(type)) {
      const { description, ...rest } = schema;
      ApiHeader({ name, required, description: String(description), schema: rest })(controller, method, handler);
    }
  };
  return createParamDecorator(pick, [describe])();
}
