import { createHash } from 'node:crypto';
import { access, constants } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ModelUnavailableError } from '@switchyard/contracts';
import type { Model } from '../catalogue';
import type { ModelStore } from '../model-store';
import { convertWhisper, findConversion, GGML_FILE, ONNX_FILES, type OnConversion } from './convert-whisper';
import type { WhisperKind, WhisperManifest } from './manifest';

const TASK = 'faster_whisper.transcribe_audio';

/** A converted model that an engine can load. */
export interface WhisperModel {
  manifest: WhisperManifest;
  /** Path of `tokenizer.json`. */
  tokenizer: string;
}

export interface WhisperFiles {
  onnx: WhisperModel & { encoder: string; decoder: string };
  ggml: WhisperModel & { model: string };
}

export interface WhisperOptions<K extends WhisperKind> {
  kind: K;
  onProgress?: OnConversion;
  signal?: AbortSignal;
}

/** Whether a model of the catalogue is one of Whisper, not one that helps it. */
export const isWhisper = ({ task, files, hub }: Model): boolean =>
  task === TASK && [...files.map(({ name }) => name), ...(hub?.files ?? [])].includes('model.bin');

/**
 * Whisper models in the form that engines load. Converted files lie in the directory of the model, or in
 * `MODELS_DIR/.converted` where that is read-only.
 */
export class WhisperModels {
  constructor(private readonly store: ModelStore) {}

  /**
   * A model of the catalogue that was fetched and converted.
   * @throws ModelUnavailableError where one of the two is still to do
   */
  async find<K extends WhisperKind>(name: string, kind: K): Promise<WhisperFiles[K]> {
    const from = await this.store.path(name);
    for (const to of this.placesOf(from, kind)) {
      const manifest = await findConversion({ from, to, kind });
      if (manifest) return filesOf(kind, from, to, manifest);
    }
    throw new ModelUnavailableError(this.store.model(name).name, 'it is not converted yet');
  }

  /** Fetches a model of the catalogue and converts it; what is done already is left alone. */
  async ensure<K extends WhisperKind>(name: string, options: WhisperOptions<K>): Promise<WhisperFiles[K]> {
    const found = await this.find(name, options.kind).catch((error: unknown) => {
      if (!(error instanceof ModelUnavailableError)) throw error;
    });
    return found ?? this.ensureDirectory(await this.store.pull(name, { signal: options.signal }), options);
  }

  /**
   * Converts a CTranslate2 model that is not in the catalogue; with `apart` it writes nothing into the model's directory. The
   * caller checks a directory that a request named for links first.
   */
  async ensureDirectory<K extends WhisperKind>(
    from: string,
    { apart = false, ...options }: WhisperOptions<K> & { apart?: boolean },
  ): Promise<WhisperFiles[K]> {
    const directory = resolve(from);
    const places = this.placesOf(directory, options.kind);
    for (const to of places) {
      const manifest = await findConversion({ from: directory, to, kind: options.kind });
      if (manifest) return filesOf(options.kind, directory, to, manifest);
    }
    const to = !apart && (await isWritable(directory)) ? places[0] : places[1];
    const manifest = await convertWhisper({ from: directory, to, ...options });
    return filesOf(options.kind, directory, to, manifest);
  }

  /** Beside the model, or in the models directory under a name made of where the model is. */
  private placesOf(from: string, kind: WhisperKind): [beside: string, apart: string] {
    const name = `switchyard-${kind}`;
    const key = createHash('sha256').update(from).digest('hex').slice(0, 16);
    return [join(from, name), join(this.store.modelsDir, '.converted', key, name)];
  }
}

function filesOf<K extends WhisperKind>(kind: K, from: string, to: string, manifest: WhisperManifest): WhisperFiles[K] {
  const model: WhisperModel = { manifest, tokenizer: join(from, 'tokenizer.json') };
  const files: WhisperFiles = {
    onnx: { ...model, encoder: join(to, ONNX_FILES.encoder), decoder: join(to, ONNX_FILES.decoder) },
    ggml: { ...model, model: join(to, GGML_FILE) },
  };
  return files[kind];
}

async function isWritable(directory: string): Promise<boolean> {
  return access(directory, constants.W_OK).then(
    () => true,
    () => false,
  );
}
