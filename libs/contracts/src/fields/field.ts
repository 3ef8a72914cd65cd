import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import { TEXT, fromText } from './from-text';
import { rulesOf } from './rules';

export type Class<T extends object> = new () => T;

/** What a path field points to. */
export type PathKind = 'file' | 'directory';

/** What one field of an input, output or configuration class holds; defaults are the class's own initialisers. */
export interface FieldSpec {
  type: 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'path';
  description: string;
  optional?: boolean;
  /** `null` takes away what is set. */
  nullable?: boolean;
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: RegExp;
  patternMessage?: string;
  unit?: string;
  items?: 'string' | 'number' | 'integer' | 'object';
  /** What the schema says of an object, or of the objects in a list; who takes the value checks it. */
  shape?: Readonly<Record<string, unknown>>;
  /** A list may be given as its only item. */
  orSingle?: boolean;
  /** `true` and `false` stand for a standard text and for none. */
  orSwitch?: boolean;
  minItems?: number;
  maxItems?: number;
  /** The class of an object whose fields are checked one by one. */
  nested?: () => Class<object>;
  /** What a path leads to; in a text, what one that begins with `/share/` leads to. */
  path?: PathKind;
}

const FIELDS = Symbol('fields');

const collected = new WeakMap<Class<object>, Record<string, FieldSpec>>();

/** The fields of a class and of the classes it extends, in the order they were written. */
export function fieldsOf(target: Class<object>): Readonly<Record<string, FieldSpec>> {
  const known = collected.get(target) ?? collectFields(target);
  collected.set(target, known);
  return known;
}

function collectFields(target: Class<object>): Record<string, FieldSpec> {
  const parent = Object.getPrototypeOf(target) as Class<object> | null;
  const inherited = parent?.prototype ? collectFields(parent) : {};
  const own = (Reflect.getOwnMetadata(FIELDS, target.prototype as object) ?? {}) as Record<string, FieldSpec>;
  return { ...inherited, ...own };
}

/** States one field: its description, its checks, and how it is read from text. */
function field(spec: FieldSpec): PropertyDecorator {
  return (prototype: object, key) => {
    const known = (Reflect.getOwnMetadata(FIELDS, prototype) ?? {}) as Record<string, FieldSpec>;
    Reflect.defineMetadata(FIELDS, { ...known, [String(key)]: spec }, prototype);
    for (const decorate of [...rulesOf(spec), ...transformsOf(spec)]) decorate(prototype, key);
  };
}

function transformsOf(spec: FieldSpec): PropertyDecorator[] {
  if (spec.nested) return [Type(spec.nested)];
  // class-transformer would copy an object, and leave out of it what it is afraid of
  if (spec.type === 'object') return [Transform(({ obj, key }) => (obj as Record<string, unknown>)[key])];
  return [Transform(({ value }) => fromText(spec, value), { groups: [TEXT] })];
}

type Options<K extends keyof FieldSpec> = Pick<FieldSpec, 'description' | 'optional' | K>;

/** Text, by default of 1 to 10 000 characters. */
export const TextField = (
  options: Options<'minLength' | 'maxLength' | 'pattern' | 'patternMessage' | 'orSwitch'>,
): PropertyDecorator => field({ type: 'string', minLength: 1, maxLength: 10_000, ...options });

/** One of a fixed list of words. */
export const ChoiceField = (choices: readonly string[], options: Options<never>): PropertyDecorator =>
  field({ type: 'string', enum: choices, ...options });

/** A finite number within its bounds. */
export const NumberField = (options: Options<'minimum' | 'maximum' | 'unit'>): PropertyDecorator =>
  field({ type: 'number', ...options });

/** A whole number within its bounds. */
export const IntegerField = (options: Options<'minimum' | 'maximum' | 'unit' | 'nullable'>): PropertyDecorator =>
  field({ type: 'integer', ...options });

export const BooleanField = (options: Options<never>): PropertyDecorator => field({ type: 'boolean', ...options });

/** A path below the shared storage: `/share/…` or relative to it. */
export const PathField = (options: Options<never> & { path?: PathKind }): PropertyDecorator =>
  field({ type: 'path', path: 'file', minLength: 1, maxLength: 4096, ...options });

/** A name, or the path of what it could name on the shared storage: `/share/…`. */
export const NameOrPathField = (options: Options<never> & { path: PathKind }): PropertyDecorator =>
  field({
    type: 'string',
    minLength: 1,
    maxLength: 4096,
    pattern: /^(\/share\/[^\0]+|[\p{L}\p{N}][\p{L}\p{N}._-]*(\/[\p{L}\p{N}][\p{L}\p{N}._-]*)?)$/u,
    patternMessage: 'must be a name, or a path that begins with /share/',
    ...options,
  });

/** A list of up to 1000 numbers or words, e.g. an area `[x1, y1, x2, y2]`. */
export const ListField = (
  options: Options<'items' | 'shape' | 'minItems' | 'maxItems' | 'minimum' | 'maximum' | 'enum' | 'orSingle'>,
): PropertyDecorator => field({ type: 'array', maxItems: 1000, ...options });

/** A nested object whose form the description states. */
export const ObjectField = (options: Options<'shape'>): PropertyDecorator => field({ type: 'object', ...options });

/** A nested object of a class of its own; only for bodies that the `ValidationPipe` makes. */
export const NestedField = (nested: () => Class<object>, options: Options<never>): PropertyDecorator =>
  field({ type: 'object', nested, ...options });
