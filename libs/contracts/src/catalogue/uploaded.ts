import { fieldsOf } from '../fields/field';
import { jsonSchemaOf, orNull, type JsonSchema } from '../fields/json-schema';
import type { TaskDefinition } from './task-definition';

/** What a directory was packed into for S3. */
export interface ArchiveInfo {
  files_count: number;
  /** Bytes. */
  original_size: number;
  compressed_size: number;
  /** Of the original size, what is left. */
  compression_ratio: number;
  format: 'zip';
}

const ARCHIVE_INFO: JsonSchema = {
  type: 'object',
  description: 'of that zip: {files_count, original_size, compressed_size, compression_ratio, format}',
};

/** The JSON Schema of a task's output, with the URLs that `upload` adds for each path. */
export function outputSchemaOf({ output }: TaskDefinition): JsonSchema {
  const schema = jsonSchemaOf(output);
  const urls = Object.entries(fieldsOf(output)).flatMap(([name, { type, path }]): [string, JsonSchema][] => {
    if (type !== 'path') return [];
    if (path !== 'directory') return [[urlField(name), orNull(urlSchema(`${name} at S3; with \`upload\` only`))]];
    return [
      [urlField(name), orNull(urlSchema(`${name} at S3 as a zip; with \`upload\` only`))],
      [archiveField(name), orNull(ARCHIVE_INFO)],
    ];
  });
  return { ...schema, properties: { ...(schema['properties'] as object), ...Object.fromEntries(urls) } };
}

/** Beside the path of an output: where S3 has it. */
export const urlField = (path: string): string => `${path}_url`;

/** Beside the directory of an output: what its zip holds. */
export const archiveField = (directory: string): string => `${directory}_archive_info`;

const urlSchema = (description: string): JsonSchema => ({ type: 'string', description });
