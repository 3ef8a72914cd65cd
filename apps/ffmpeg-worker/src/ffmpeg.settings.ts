import { WorkerSettings } from '@switchyard/worker-kit';

/** What the ffmpeg worker needs to know: as many engines as tasks at the same time (`CONCURRENCY`). */
export class FfmpegSettings extends WorkerSettings {}
