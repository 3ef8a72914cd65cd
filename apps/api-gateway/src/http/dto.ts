import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader, ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { describedFields, fieldsOf, orNull, type Class, type JsonSchema } from '@switchyard/contracts';
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
      const full = specs[name]?.nullable ? { ...schema, nullable: true } : schema;
      ApiProperty(optionsOf(isUnset ? orNull(full) : full, required))(prototype, name);
      if (isUnset) Transform(({ value }: { value: unknown }) => value ?? undefined)(prototype, name);
    }
  };
}

/** An object's own `required` lists its fields. */
const optionsOf = (schema: JsonSchema, required: boolean): ApiPropertyOptions =>
  (schema['required'] ? { ...schema, selfRequired: required } : { ...schema, required }) as ApiPropertyOptions;

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
