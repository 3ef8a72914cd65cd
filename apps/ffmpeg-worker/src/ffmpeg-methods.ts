import type {
  BurnSubtitlesInput,
  BurnSubtitlesOutput,
  CropSubtitleImagesInput,
  CropSubtitleImagesOutput,
  ExtractAudioInput,
  ExtractAudioOutput,
  ExtractKeyframesInput,
  ExtractKeyframesOutput,
  Made,
  MuxInput,
  MuxOutput,
  ProbeInput,
  ProbeOutput,
  SplitAudioInput,
  SplitAudioOutput,
} from '@switchyard/contracts';

/** One task as it is handed to the engine. */
export interface FfmpegJob<I> {
  input: I;
  outputDir: string;
  tempDir: string;
}

/** What the engine made of it. */
export interface FfmpegReport<O extends object> {
  output: Made<O>;
  version: string;
  mediaSeconds: number | null;
}

type Method<I, O extends object> = (job: FfmpegJob<I>) => Promise<FfmpegReport<O>>;

/** The methods of the engine, one per task. */
export interface FfmpegMethods {
  probe: Method<ProbeInput, ProbeOutput>;
  extractAudio: Method<ExtractAudioInput, ExtractAudioOutput>;
  extractKeyframes: Method<ExtractKeyframesInput, ExtractKeyframesOutput>;
  cropSubtitleImages: Method<CropSubtitleImagesInput, CropSubtitleImagesOutput>;
  burnSubtitles: Method<BurnSubtitlesInput, BurnSubtitlesOutput>;
  mux: Method<MuxInput, MuxOutput>;
  splitAudio: Method<SplitAudioInput, SplitAudioOutput>;
}
