export { describeWorker } from './describe-worker';
export { WorkerBench, type Submitted } from './worker-bench';
export { descendantsOf, stillRunning, type ProcessFacts } from './processes';
export type { BadCase, HappyCase, Outcome, Put, TaskCase, WorkerSpec } from './worker-spec';
