import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InputRejectedError, ModelUnavailableError, isPlainObject } from '@switchyard/contracts';
import {
  ConversionError,
  ModelFileError,
  ModelStore,
  WhisperModels,
  type WhisperFiles,
  type WhisperKind,
  type WhisperManifest,
} from '@switchyard/models';
import type { WhisperLayout } from './decoding/graphs/whisper-layout';
import type { DecodingOptions } from './transcriber';
import type { ModelPlace } from './whisper-methods';

interface LoadWork {
  signal: AbortSignal;
  onProgress: (share: number, what: string) => void;
}

/** The files of a model in the form an engine loads; converts it when nobody has yet. */
export async function filesOf<K extends WhisperKind>(
  place: ModelPlace,
  kind: K,
  work: LoadWork,
): Promise<WhisperFiles[K]> {
  const models = new WhisperModels(new ModelStore({ modelsDir: place.modelsDir }));
  const options = { kind, ...work };
  try {
    if (place.directory === undefined) return await models.ensure(place.name, options);
    await requireTokenizer(place);
    return await models.ensureDirectory(place.directory, { ...options, apart: true });
  } catch (error) {
    throw unusable(place, error);
  }
}

/** The decoder takes a tokenizer as it is. */
async function requireTokenizer({ name, directory = '' }: ModelPlace): Promise<void> {
  const text = await readFile(join(directory, 'tokenizer.json'), 'utf8');
  const fault = new InputRejectedError(`model: ${name} cannot be used: tokenizer.json is not that of a Whisper model`);
  let tokenizer: unknown;
  try {
    tokenizer = JSON.parse(text);
  } catch {
    throw fault;
  }
  const { model, added_tokens: added } = isPlainObject(tokenizer) ? tokenizer : {};
  const marks = Array.isArray(added) ? added.map((token: unknown) => isPlainObject(token) && token['content']) : [];
  const whole = isPlainObject(model) && isPlainObject(model['vocab']) && Array.isArray(model['merges']);
  if (!whole || !marks.includes('<|startoftranscript|>')) throw fault;
}

/** A model of the catalogue is the operator's business, a directory that of whoever named it. */
function unusable({ name, directory }: ModelPlace, error: unknown): unknown {
  if (!(error instanceof ModelFileError || error instanceof ConversionError)) return error;
  const problem =
    error instanceof ModelFileError ? `${basename(error.path)}: ${error.problem}` : 'its weights do not compute';
  return directory === undefined
    ? new ModelUnavailableError(name, problem)
    : new InputRejectedError(`model: ${name} cannot be used: ${problem}`);
}

/** What the decoder needs to know of a model. */
export const layoutOf = (manifest: WhisperManifest): WhisperLayout => ({
  ...manifest,
  mels: manifest.mels === 128 ? 128 : 80,
});

/** Tokens of a model that knows English alone; others have more. */
const ENGLISH_VOCABULARY = 51_864;

/** @throws InputRejectedError where the model cannot do what is asked */
export function requireAbility({ vocabulary }: { vocabulary: number }, name: string, asked: DecodingOptions): void {
  if (vocabulary > ENGLISH_VOCABULARY) return;
  if (asked.task === 'translate') throw new InputRejectedError(`task: the model ${name} knows English alone`);
  if (asked.language !== undefined && asked.language !== 'en')
    throw new InputRejectedError(`language: the model ${name} knows English alone, not ${asked.language}`);
}
