/** What a worker needs besides code, e.g. models; `EngineModule` provides it. */
export const WORKER_NEEDS = Symbol('worker-needs');

export interface WorkerNeeds {
  /** Names of the models that a task gets which names none. */
  models(): string[];
  /** What is missing before tasks can be taken, in words; may fetch it. Asked again until nothing is. */
  missing(): Promise<string[]>;
}
