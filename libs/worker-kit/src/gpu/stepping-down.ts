import { tellsOfNoMemory } from '@switchyard/contracts';

/** How an engine computes with a model. */
interface OnDevice {
  cuda?: boolean;
}

/** What was made, how, and what had to be given up for it. */
export interface SteppedDown<M, R> {
  made: R;
  model: M;
  degraded: string[];
}

const NO_ROOM = 'the memory of the GPU was too small';

/**
 * Works on the GPU where the model says so. When the GPU's memory is too small, works again with less at once, then on the CPU,
 * and says so; on the CPU alone nothing is tried twice.
 * @param smaller the model with less at once, where there is such a way
 */
export async function steppingDown<M extends OnDevice, R>(
  model: M,
  work: (model: M) => Promise<R>,
  smaller?: M,
): Promise<SteppedDown<M, R>> {
  const less = smaller ? [{ model: smaller, degraded: [`${NO_ROOM}: it did less at once, which takes longer`] }] : [];
  const lower = [...less, { model: { ...model, cuda: false }, degraded: [`${NO_ROOM}: the CPU did the work`] }];
  let rung = { model, degraded: [] as string[] };
  for (;;) {
    try {
      return { made: await work(rung.model), ...rung };
    } catch (error) {
      const next = rung.model.cuda && error instanceof Error && tellsOfNoMemory(error.message) && lower.shift();
      if (!next) throw error;
      rung = next;
    }
  }
}
