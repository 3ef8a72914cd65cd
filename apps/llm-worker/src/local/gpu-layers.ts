/** A model that was opened with this many of its layers on the GPU. */
export interface OnGpu<T> {
  opened: T;
  layers: number;
}

/** Why a model is not on the GPU. */
export interface NotOnGpu {
  notOnGpu: string;
  /** Nothing but an installation helps. */
  isLasting?: boolean;
}

/**
 * Opens a model with as many layers on the GPU as should fit, with half of them where that was too many after all.
 * @param estimate layers that should fit, by llama.cpp, which does not know what else takes memory there
 * @throws the reason of the signal, once it has aborted
 */
export async function openWithLayers<T>(
  estimate: () => Promise<number>,
  open: (layers: number) => Promise<T>,
  signal: AbortSignal,
): Promise<OnGpu<T> | NotOnGpu> {
  let why = 'its memory has no room for a single layer';
  const fail = (error: unknown): number => {
    signal.throwIfAborted();
    why = firstLine(error);
    return 0;
  };
  const fitting = await estimate().catch(fail);
  for (const layers of new Set([fitting, Math.floor(fitting / 2)])) {
    if (layers === 0) break;
    try {
      return { opened: await open(layers), layers };
    } catch (error) {
      fail(error);
    }
  }
  return { notOnGpu: `the GPU could not load the model (${why})` };
}

/** What an error of llama.cpp says first; it may tell more than a person wants. */
export const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
