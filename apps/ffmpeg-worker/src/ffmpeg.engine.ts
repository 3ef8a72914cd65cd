import { serveEngine, type EngineImplementation, type EngineWork } from '@switchyard/engine';
import { ffmpegVersion } from '@switchyard/media';
import { burnSubtitles } from './engine/burn-subtitles';
import { cropSubtitleImages } from './engine/crop-subtitle-images';
import { extractAudio } from './engine/extract-audio';
import { extractKeyframes } from './engine/extract-keyframes';
import { mux } from './engine/mux';
import { probe } from './engine/probe';
import { splitAudio } from './engine/split-audio';
import type { Work } from './engine/work';
import type { FfmpegJob, FfmpegMethods, FfmpegReport } from './ffmpeg-methods';

let version: string | undefined;

/** Adds to a piece of work what every report says. */
function reported<I, O extends object>(work: Work<I, O>) {
  return async (job: FfmpegJob<I>, engine: EngineWork): Promise<FfmpegReport<O>> => {
    version ??= await ffmpegVersion(engine.signal);
    return { ...(await work(job, engine)), version };
  };
}

const methods: EngineImplementation<FfmpegMethods> = {
  probe: reported(probe),
  extractAudio: reported(extractAudio),
  extractKeyframes: reported(extractKeyframes),
  cropSubtitleImages: reported(cropSubtitleImages),
  burnSubtitles: reported(burnSubtitles),
  mux: reported(mux),
  splitAudio: reported(splitAudio),
};

serveEngine<FfmpegMethods>(methods);
