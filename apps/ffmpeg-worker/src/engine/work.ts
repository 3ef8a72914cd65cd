import type { EngineWork } from '@switchyard/engine';
import type { FfmpegJob, FfmpegReport } from '../ffmpeg-methods';

/** What one task does in the engine. */
export type Work<I, O extends object> = (
  job: FfmpegJob<I>,
  work: EngineWork,
) => Promise<Omit<FfmpegReport<O>, 'version'>>;
