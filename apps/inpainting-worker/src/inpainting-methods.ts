import type {
  EngineIdentity,
  Made,
  ModelIdentity,
  RemoveAreaInput,
  RemoveAreaOutput,
  RemoveSubtitlesInput,
  RemoveSubtitlesOutput,
} from '@switchyard/contracts';

/** One task as it is handed to the engine. */
export interface RepaintJob<I> {
  input: I;
  outputDir: string;
  tempDir: string;
  /** Pictures that the method `quality` paints at once. */
  threads: number;
  /** For the method `model`. */
  network?: NetworkFile;
}

/** A network that paints, verified. */
export interface NetworkFile extends ModelIdentity {
  path: string;
  threads: number;
}

/** What the engine made of it, and with what. */
export interface RepaintReport<O extends object> {
  output: Made<O>;
  engine: EngineIdentity;
  model?: ModelIdentity;
  mediaSeconds: number;
}

/** The methods of the engine, one per task. */
export interface InpaintingMethods {
  removeSubtitles(job: RepaintJob<RemoveSubtitlesInput>): Promise<RepaintReport<RemoveSubtitlesOutput>>;
  removeArea(job: RepaintJob<RemoveAreaInput>): Promise<RepaintReport<RemoveAreaOutput>>;
}
