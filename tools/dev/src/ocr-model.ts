import { loadCatalogue, ModelStore } from '@switchyard/models';
import { extractSubtitlesTask, performOcrTask } from '@switchyard/contracts';
import { PLACES, type DevSettings } from './dev-settings';
import { ProgressLines } from './progress-lines';

const OCR_TASKS: readonly string[] = [performOcrTask.name, extractSubtitlesTask.name];

/** Fetches an OCR model unless one is here: the first of the catalogue that can be had. */
export async function fetchOcrModel(settings: DevSettings, signal: AbortSignal): Promise<string> {
  const store = new ModelStore({ modelsDir: PLACES.models, mirror: settings.modelsMirror });
  const names = loadCatalogue()
    .filter((model) => OCR_TASKS.includes(model.task))
    .map((model) => model.name);
  const here = (await store.list()).find(({ model, state }) => names.includes(model.name) && state === 'present');
  if (here) return here.model.name;
  const failures: string[] = [];
  for (const name of names) {
    const failure = await pull(store, name, signal);
    if (failure === undefined) return name;
    failures.push(failure);
  }
  throw new Error(`no OCR model could be fetched:\n${failures.join('\n')}`);
}

async function pull(store: ModelStore, name: string, signal: AbortSignal): Promise<string | undefined> {
  const lines = new ProgressLines(process.stdout);
  const line = lines.add(`model ${name}`);
  try {
    await store.pull(name, {
      signal,
      onProgress: (done, total, what) => line.update(total > 0 ? done / total : 0, what),
    });
    line.done('fetched');
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    line.done('could not be fetched');
    return error instanceof Error ? error.message : String(error);
  } finally {
    lines.close();
  }
}
