import { join } from 'node:path';
import { ModelStore } from '@switchyard/models';

export const SMALL = 'smollm2-135m-instruct';

const KEPT = join(__dirname, '..', '..', '..', '.switchyard', 'models');

/** The settings of a worker with the model that is kept for all tests. */
export async function withSmallModel(): Promise<Record<string, string>> {
  await new ModelStore({ modelsDir: KEPT }).pull(SMALL);
  return { MODELS_DIR: KEPT, MODELS_AUTO: 'false', LLM_MODEL: SMALL, LLM_THREADS: '1' };
}
