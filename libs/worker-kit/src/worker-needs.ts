/** Provided by an app whose workers need more than code, e.g. models: `{ provide: WORKER_NEEDS, useClass: … }`. */
export const WORKER_NEEDS = Symbol('worker-needs');

export interface WorkerNeeds {
  /** Names of the models that are ready. */
  models(): string[];
  /** What is missing before tasks can be taken, in words; may fetch it. Asked again until nothing is. */
  missing(): Promise<string[]>;
}
