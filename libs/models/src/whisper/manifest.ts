import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fileBytes, sha256OfFile } from '../files';

/** Raised when converted files change in what they compute or are called; older ones are then made anew. */
const FORMAT = 5;
export const MANIFEST = 'whisper.json';

const count = z.int().positive();
const manifestSchema = z.object({
  format: z.literal(FORMAT),
  kind: z.enum(['onnx', 'ggml']),
  precision: z.enum(['int8', 'float16', 'float32']),
  /** The CTranslate2 files it was made of. */
  source: z.object({ sha256: z.string(), bytes: count, mtimeMs: z.number(), configSha256: z.string() }),
  files: z.array(z.object({ name: z.string(), bytes: count })),
  /** How far the graphs were off when they were checked; the length of the difference by that of the right result. */
  errors: z.object({ encoder: z.number(), decoder: z.number() }).optional(),
  mels: count,
  frames: count,
  width: count,
  heads: count,
  encoderLayers: count,
  decoderLayers: count,
  vocabulary: count,
  positions: count,
  alignmentHeads: z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative()])),
  /** Tokens; none where `config.json` does not say. */
  languageIds: z.array(z.int().nonnegative()),
});

/** What a converted model is and was made of: `whisper.json` beside its files. */
export type WhisperManifest = z.infer<typeof manifestSchema>;
export type WhisperKind = WhisperManifest['kind'];
export type WhisperSource = WhisperManifest['source'];

export const newManifest = (facts: Omit<WhisperManifest, 'format'>): WhisperManifest => ({ format: FORMAT, ...facts });

/** The manifest of a finished conversion of this format whose files have their sizes; nothing where there is none. */
export async function readManifest(directory: string): Promise<WhisperManifest | undefined> {
  const text = await readFile(join(directory, MANIFEST), 'utf8').catch(() => '');
  const manifest = parse(text);
  const sizes = await Promise.all((manifest?.files ?? []).map(({ name }) => fileBytes(join(directory, name))));
  return manifest?.files.every(({ bytes }, index) => bytes === sizes[index]) ? manifest : undefined;
}

function parse(text: string): WhisperManifest | undefined {
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Identity of the CTranslate2 files in a directory. `known` spares the hash while size and time are the same. */
export async function identifySource(directory: string, known?: WhisperSource): Promise<WhisperSource> {
  const path = join(directory, 'model.bin');
  const { size, mtimeMs } = await stat(path);
  const unchanged = known?.bytes === size && known.mtimeMs === mtimeMs;
  const config = await readFile(join(directory, 'config.json'));
  const sha256 = unchanged ? known.sha256 : await sha256OfFile(path);
  return { sha256, bytes: size, mtimeMs, configSha256: createHash('sha256').update(config).digest('hex') };
}

export const sameSource = (a: WhisperSource, b: WhisperSource): boolean =>
  a.sha256 === b.sha256 && a.configSha256 === b.configSha256;
