export { describeWorker } from './describe-worker';
export { WorkerBench, type Submitted } from './worker-bench';
export type { BadCase, HappyCase, Outcome, Put, TaskCase, WorkerSpec } from './worker-spec';
