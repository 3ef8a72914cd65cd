import { isWhisper, loadCatalogue, ModelStore, WhisperModels, type Model, type OnProgress } from '@switchyard/models';
import {
  diarizeSpeakersTask,
  extractSubtitlesTask,
  performOcrTask,
  processTextTask,
  transcribeAudioTask,
} from '@switchyard/contracts';
import { PLACES, type DevSettings } from './dev-settings';
import { ProgressLines } from './progress-lines';

/** The models that are here, as the settings of the workers that need them. */
export interface ModelSettings {
  LLM_MODEL: string;
  OCR_MODEL: string;
  WHISPER_MODEL: string;
}

const OCR_TASKS: readonly string[] = [performOcrTask.name, extractSubtitlesTask.name];
/** The voice that the speech worker has by default, and what all voices need. */
const VOICE = ['espeak-ng-data', 'piper-en_US-joe-medium'];
const VOICES = 'kokoro-82m';
/** From good to small. */
const WHISPER = ['whisper-base', 'whisper-tiny.en'];

type Fetch = (name: string, onProgress: OnProgress) => Promise<unknown>;

/** Fetches what the workers need unless it is here: of each kind the first model that can be had. */
export async function fetchModels(settings: DevSettings, signal: AbortSignal): Promise<ModelSettings> {
  const store = new ModelStore({ modelsDir: PLACES.models, mirror: settings.modelsMirror });
  const present = (await store.list()).filter(({ state }) => state === 'present').map(({ model }) => model.name);
  const pull: Fetch = (name, onProgress) => store.pull(name, { signal, onProgress });
  const ocr = await one('OCR', ocrModels(), present, pull, signal);
  await one('VAD', vadModels(), present, pull, signal);
  const llm = await one('language', llmModels(), present, pull, signal);
  await one('speaker', speakerModels(), present, pull, signal);
  await all(VOICE, present, pull, signal);
  const speech = settings.whisperModel === undefined ? WHISPER : [store.model(settings.whisperModel).name];
  const whisper = await one('Whisper', speech, [], ensureWhisper(store, signal), signal);
  return { LLM_MODEL: llm, OCR_MODEL: ocr, WHISPER_MODEL: whisper };
}

/** Voices of several languages, which `make demo` can do without. */
export async function fetchVoices(settings: DevSettings, signal: AbortSignal): Promise<void> {
  const store = new ModelStore({ modelsDir: PLACES.models, mirror: settings.modelsMirror });
  await all([VOICES], [], (name, onProgress) => store.pull(name, { signal, onProgress }), signal);
}

const namesOf = (wanted: (model: Model) => boolean): string[] =>
  loadCatalogue()
    .filter(wanted)
    .map(({ name }) => name);
const ocrModels = (): string[] => namesOf(({ task }) => OCR_TASKS.includes(task));
const llmModels = (): string[] => namesOf(({ task }) => task === processTextTask.name);
const speakerModels = (): string[] => namesOf(({ task }) => task === diarizeSpeakersTask.name);
const vadModels = (): string[] => namesOf((model) => model.task === transcribeAudioTask.name && !isWhisper(model));

/** A Whisper model is converted, too; what is done already costs no time. */
const ensureWhisper =
  (store: ModelStore, signal: AbortSignal): Fetch =>
  async (name, onProgress) => {
    await store.pull(name, { signal, onProgress });
    const onConversion = (share: number, what: string): void => onProgress(share, 1, what);
    await new WhisperModels(store).ensure(name, { kind: 'onnx', signal, onProgress: onConversion });
  };

/** The first of the models that is here or can be fetched. */
async function one(
  kind: string,
  names: readonly string[],
  present: readonly string[],
  fetch: Fetch,
  signal: AbortSignal,
): Promise<string> {
  const here = names.find((name) => present.includes(name));
  if (here) return here;
  const failures: string[] = [];
  for (const name of names) {
    const failure = await shown(name, fetch, signal);
    if (failure === undefined) return name;
    failures.push(failure);
  }
  throw new Error(`no ${kind} model could be fetched:\n${failures.join('\n')}`);
}

/** Models that are all needed. */
async function all(names: readonly string[], present: readonly string[], fetch: Fetch, signal: AbortSignal) {
  for (const name of names) await one('speech', [name], present, fetch, signal);
}

/** Draws a line only when there is something to wait for. */
async function shown(name: string, fetch: Fetch, signal: AbortSignal): Promise<string | undefined> {
  const lines = new ProgressLines(process.stdout);
  let line: ReturnType<ProgressLines['add']> | undefined;
  const draw: OnProgress = (done, total, what) => {
    if (what === 'done') return;
    line ??= lines.add(`model ${name}`);
    line.update(total > 0 ? done / total : 0, what);
  };
  try {
    await fetch(name, draw);
    line?.done('fetched');
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    line?.done('could not be fetched');
    return error instanceof Error ? error.message : String(error);
  } finally {
    lines.close();
  }
}
