import { descendantsOf } from '@switchyard/processes';
import type { AppProcess } from '@switchyard/testing';

/** The engine of a worker: leader of a process group of its own. */
export const engineOf = (worker: AppProcess): number | undefined =>
  descendantsOf(worker.pid).find(({ pid, group }) => pid === group)?.pid;
