import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensureSpace } from '../files';
import { removeUnfinished, UNFINISHED } from '../make-once';
import { holdLock } from '../pull-lock';
import { checkGraphs, type GraphErrors } from './check/check-graphs';
import { Ct2File } from './ct2/ct2-file';
import { Weights } from './ct2/weights';
import { writeGgml } from './ggml/write-ggml';
import { identifySource, MANIFEST, newManifest, readManifest, sameSource } from './manifest';
import type { WhisperKind, WhisperManifest } from './manifest';
import { buildDecoder } from './onnx/decoder-graph';
import { buildEncoder } from './onnx/encoder-graph';
import type { Precision } from './onnx/linear';
import { readShape, readTokenRules, type WhisperShape, type WhisperTokenRules } from './whisper-shape';

export const ONNX_FILES = { encoder: 'encoder.onnx', decoder: 'decoder.onnx' } as const;
export const GGML_FILE = 'ggml.bin';
/** Share of the time that writing takes; the rest is the check. */
const WRITING_SHARE = 0.8;

/** Share that is done, 0 to 1, and what goes on. */
export type OnConversion = (share: number, what: string) => void;

export interface WhisperConversion {
  /** Directory with a CTranslate2 model as faster-whisper has it. */
  from: string;
  /** Directory that is made; its parent must be there or be made. */
  to: string;
  kind: WhisperKind;
  /** Of ONNX graphs: `float32` is for comparisons. */
  precision?: Precision;
  onProgress?: OnConversion;
  signal?: AbortSignal;
}

/**
 * Converts a model unless that has been done; processes that convert the same one take turns. The directory appears at
 * once, by renaming, when all of it is written and checked; what a killed process left is thrown away.
 * @throws ModelFileError, ConversionError
 */
export async function convertWhisper(request: WhisperConversion): Promise<WhisperManifest> {
  const finished = await findConversion(request);
  if (finished) return finished;
  const { to, signal, onProgress } = request;
  await mkdir(dirname(to), { recursive: true });
  const onWait = () => onProgress?.(0, 'waiting for another process that converts this model');
  return holdLock({ path: to, signal, onWait }, async (held) => {
    return (await findConversion(request)) ?? convertAnew({ ...request, signal: held });
  });
}

/** The manifest of a conversion that is finished and of the files that are in `from` now. */
export async function findConversion(
  request: Pick<WhisperConversion, 'from' | 'to' | 'kind' | 'precision'>,
): Promise<WhisperManifest | undefined> {
  const manifest = await readManifest(request.to);
  if (manifest?.kind !== request.kind || manifest.precision !== precisionOf(request)) return undefined;
  const source = await identifySource(request.from, manifest.source);
  return sameSource(source, manifest.source) ? manifest : undefined;
}

type Request = WhisperConversion & { signal: AbortSignal };

async function convertAnew(request: Request): Promise<WhisperManifest> {
  const { from, to } = request;
  await removeUnfinished(to);
  const source = await identifySource(from);
  await ensureSpace(dirname(to), source.bytes);
  const directory = await mkdtemp(to + UNFINISHED);
  try {
    await chmod(directory, 0o755); // others may read models, too
    const facts = await writeFiles(request, directory);
    const manifest = newManifest({ ...facts, source, kind: request.kind, precision: precisionOf(request) });
    await writeFile(join(directory, MANIFEST), JSON.stringify(manifest), { flush: true });
    request.signal.throwIfAborted();
    await rm(to, { recursive: true, force: true });
    await rename(directory, to);
    return manifest;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const precisionOf = ({ kind, precision = 'int8' }: Pick<WhisperConversion, 'kind' | 'precision'>) =>
  kind === 'ggml' ? 'float16' : precision;

type Facts = WhisperShape & WhisperTokenRules & { files: WhisperManifest['files']; errors?: GraphErrors };

async function writeFiles(request: Request, directory: string): Promise<Facts> {
  const file = await Ct2File.open(join(request.from, 'model.bin'));
  try {
    const weights = new Weights(file);
    const shape = readShape(weights);
    const rules = await readTokenRules(request.from, shape);
    const job = { request, directory, weights, shape, rules };
    const errors = request.kind === 'onnx' ? await writeOnnx(job) : await writeWhisperCpp(job);
    return { ...shape, ...rules, errors, files: await filesOf(directory) };
  } finally {
    await file.close();
  }
}

interface Job {
  request: Request;
  directory: string;
  weights: Weights;
  shape: WhisperShape;
  rules: WhisperTokenRules;
}

async function writeOnnx({ request, directory, weights, shape, rules }: Job): Promise<GraphErrors> {
  const { signal, onProgress, precision = 'int8' } = request;
  const encoder = buildEncoder(weights, shape, precision);
  const alignmentLayers = new Set(rules.alignmentHeads.map(([layer]) => layer));
  const decoder = buildDecoder({ weights, shape, precision, alignmentLayers });
  const total = encoder.weightBytes + decoder.weightBytes;
  const report = (bytes: number) => onProgress?.((WRITING_SHARE * bytes) / total, 'converting');
  await encoder.write({ directory, name: 'encoder', signal, onBytes: report });
  await decoder.write({ directory, name: 'decoder', signal, onBytes: (bytes) => report(encoder.weightBytes + bytes) });
  onProgress?.(WRITING_SHARE, 'checking');
  const errors = await checkGraphs({ directory, weights, shape, precision, signal });
  onProgress?.(1, 'done');
  return errors;
}

async function writeWhisperCpp({ request, directory, weights, shape }: Job): Promise<undefined> {
  const { signal, onProgress, from } = request;
  const tokenizer = join(from, 'tokenizer.json');
  const onShare = (share: number) => onProgress?.(share, 'converting');
  await writeGgml({ weights, shape, tokenizer, target: join(directory, GGML_FILE), signal, onShare });
  return undefined;
}

async function filesOf(directory: string): Promise<WhisperManifest['files']> {
  const names = await readdir(directory);
  return Promise.all(names.map(async (name) => ({ name, bytes: (await stat(join(directory, name))).size })));
}
