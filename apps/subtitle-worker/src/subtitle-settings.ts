import { WorkerSettings } from '@switchyard/worker-kit';

/** Pure computing needs nothing beyond what every worker needs. */
export class SubtitleSettings extends WorkerSettings {}
