import { InternalTaskError } from '@switchyard/contracts';

/** A model that was opened with this many of its layers on the GPU. */
export interface OnGpu<T> {
  opened: T;
  layers: number;
}

/**
 * Opens a model with as many layers on the GPU as should fit, with half of them where that was too many after all.
 * @param fitting by the estimate of llama.cpp, which does not know what else takes memory there
 * @throws InternalTaskError with the last reason, where not even half of them fit
 */
export async function openWithLayers<T>(fitting: number, open: (layers: number) => Promise<T>): Promise<OnGpu<T>> {
  let why = 'its memory has no room for a single layer';
  for (const layers of new Set([fitting, Math.floor(fitting / 2)])) {
    if (layers === 0) break;
    try {
      return { opened: await open(layers), layers };
    } catch (error) {
      why = error instanceof Error ? error.message : String(error);
    }
  }
  throw new InternalTaskError(`the GPU could not load the model (${why})`);
}
