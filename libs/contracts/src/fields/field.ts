import 'reflect-metadata';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';

export type Class<T extends object> = new () => T;

/** What a path field points to; `media` fields are opened by ffmpeg. */
export type PathKind = 'file' | 'directory';

/** What one field of an input, output or configuration class holds; defaults are the class's own initialisers. */
export interface FieldSpec {
  type: 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'path';
  description: string;
  optional?: boolean;
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: RegExp;
  patternMessage?: string;
  unit?: string;
  items?: 'string' | 'number' | 'integer' | 'object';
  minItems?: number;
  maxItems?: number;
  path?: PathKind;
}

const FIELDS = Symbol('fields');

/** The fields of a class and of the classes it extends, in the order they were written. */
export function fieldsOf(target: Class<object>): Record<string, FieldSpec> {
  const parent = Object.getPrototypeOf(target) as Class<object> | null;
  const inherited = parent?.prototype ? fieldsOf(parent) : {};
  const own = (Reflect.getOwnMetadata(FIELDS, target.prototype as object) ?? {}) as Record<string, FieldSpec>;
  return { ...inherited, ...own };
}

function field(spec: FieldSpec, validators: PropertyDecorator[]): PropertyDecorator {
  return (prototype: object, key) => {
    const known = (Reflect.getOwnMetadata(FIELDS, prototype) ?? {}) as Record<string, FieldSpec>;
    Reflect.defineMetadata(FIELDS, { ...known, [String(key)]: spec }, prototype);
    if (spec.optional) IsOptional()(prototype, key);
    for (const validator of validators) validator(prototype, key);
  };
}

type Options<K extends keyof FieldSpec> = Pick<FieldSpec, 'description' | 'optional' | K>;

/** Text, by default of 1 to 10 000 characters. */
export function TextField(
  options: Options<'minLength' | 'maxLength' | 'pattern' | 'patternMessage'>,
): PropertyDecorator {
  const spec = { minLength: 1, maxLength: 10_000, ...options };
  const form = options.pattern
    ? [Matches(options.pattern, { message: options.patternMessage ?? `must match ${options.pattern.source}` })]
    : [];
  return field({ type: 'string', ...spec }, [IsString(), Length(spec.minLength, spec.maxLength), ...form]);
}

/** One of a fixed list of words. */
export function ChoiceField(choices: readonly string[], options: Options<never>): PropertyDecorator {
  return field({ type: 'string', enum: choices, ...options }, [IsIn(choices)]);
}

/** A finite number within its bounds. */
export function NumberField(options: Options<'minimum' | 'maximum' | 'unit'>): PropertyDecorator {
  return field({ type: 'number', ...options }, [
    IsNumber({ allowNaN: false, allowInfinity: false }),
    ...bounds(options),
  ]);
}

/** A whole number within its bounds. */
export function IntegerField(options: Options<'minimum' | 'maximum' | 'unit'>): PropertyDecorator {
  return field({ type: 'integer', ...options }, [IsInt(), ...bounds(options)]);
}

export function BooleanField(options: Options<never>): PropertyDecorator {
  return field({ type: 'boolean', ...options }, [IsBoolean()]);
}

/** A path below the shared storage: `/share/…` or relative to it. */
export function PathField(options: Options<never> & { path?: PathKind }): PropertyDecorator {
  return field({ type: 'path', path: 'file', ...options }, [IsString(), Length(1, 4096)]);
}

/** A list of numbers or words, e.g. an area `[x1, y1, x2, y2]`. */
export function ListField(options: Options<'items' | 'minItems' | 'maxItems' | 'minimum' | 'enum'>): PropertyDecorator {
  const each = { each: true } as const;
  const items = {
    string: [IsString(each)],
    number: [IsNumber({ allowNaN: false, allowInfinity: false }, each)],
    integer: [IsInt(each)],
    object: [IsObject(each)],
  }[options.items ?? 'string'];
  const size = [ArrayMinSize(options.minItems ?? 0), ArrayMaxSize(options.maxItems ?? 1000)];
  const least = options.minimum === undefined ? [] : [Min(options.minimum, each)];
  const known = options.enum ? [IsIn(options.enum, each)] : [];
  return field({ type: 'array', ...options }, [IsArray(), ...items, ...size, ...least, ...known]);
}

/** A nested object whose form the description states. */
export function ObjectField(options: Options<never>): PropertyDecorator {
  return field({ type: 'object', ...options }, [IsObject()]);
}

function bounds({ minimum, maximum }: Pick<FieldSpec, 'minimum' | 'maximum'>): PropertyDecorator[] {
  return [...(minimum === undefined ? [] : [Min(minimum)]), ...(maximum === undefined ? [] : [Max(maximum)])];
}
