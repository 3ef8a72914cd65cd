import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InputRejectedError, ModelUnavailableError } from '@switchyard/contracts';
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
import { countTokens } from './decoding/tokenizer/count-tokens';
import type { DecodingOptions } from './transcriber';
import type { ModelPlace } from './whisper-methods';

interface LoadWork {
  signal: AbortSignal;
  onProgress: (share: number, what: string) => void;
}

/** The files of a model in the form an engine loads; converts it at the first use. */
export async function filesOf<K extends WhisperKind>(
  place: ModelPlace,
  kind: K,
  work: LoadWork,
): Promise<WhisperFiles[K]> {
  const models = new WhisperModels(new ModelStore({ modelsDir: place.modelsDir }));
  const options = { kind, ...work };
  try {
    if (place.directory === undefined) return await models.ensure(place.name, options);
    const tokens = await tokensOf(place);
    const files = await models.ensureDirectory(place.directory, { ...options, apart: true });
    requireSameTokens(place, tokens, files.manifest);
    return files;
  } catch (error) {
    throw unusable(place, error);
  }
}

/** Tokens of a `tokenizer.json` that came with a model of the user's own. */
async function tokensOf({ name, directory = '' }: ModelPlace): Promise<number> {
  const tokens = countTokens(await readFile(join(directory, 'tokenizer.json'), 'utf8'));
  if (tokens !== undefined) return tokens;
  throw new InputRejectedError(`model: ${name} cannot be used: tokenizer.json is not that of a Whisper model`);
}

/** With the tokenizer of another model every token would be taken for one beside it. */
function requireSameTokens({ name }: ModelPlace, tokens: number, { vocabulary }: WhisperManifest): void {
  if (tokens === vocabulary) return;
  throw new InputRejectedError(
    `model: ${name} cannot be used: its tokenizer.json has ${tokens} tokens, its model.bin ${vocabulary}; ` +
      'take the tokenizer.json of the model that the weights were made from',
  );
}

/** A model of the catalogue is the operator's business, a directory is the business of the user who named it. */
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

export const isEnglishOnly = ({ vocabulary }: { vocabulary: number }): boolean => vocabulary <= ENGLISH_VOCABULARY;

/** @throws InputRejectedError where the model cannot do what is asked */
export function requireAbility(model: { vocabulary: number }, name: string, asked: DecodingOptions): void {
  if (!isEnglishOnly(model)) return;
  if (asked.task === 'translate') throw new InputRejectedError(`task: the model ${name} knows English alone`);
  if (asked.language !== undefined && asked.language !== 'en')
    throw new InputRejectedError(`language: the model ${name} knows English alone, not ${asked.language}`);
}
