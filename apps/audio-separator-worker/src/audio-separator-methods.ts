import type { SeparateVocalsInput } from '@switchyard/contracts';

/** What a network was trained with; its file does not say. */
export interface Training {
  /** Samples of one frame of its spectra. */
  size: number;
  /** What its stem is multiplied with, since it comes out too quiet. */
  gain: number;
  stem: 'vocals' | 'instrumental';
}

/** Which model the engine loads, and how it computes with it. */
export interface EngineModel extends Training {
  /** Name in the model catalogue. */
  name: string;
  /** Path of the ONNX file. */
  path: string;
  threads: number;
  cuda: boolean;
}

/** One file to separate. */
export interface SeparateJob {
  input: SeparateVocalsInput;
  model: EngineModel;
  outputDir: string;
}

export interface SeparatedFile {
  vocals: string;
  instrumental: string;
  seconds: number;
  /** What the file lacks. */
  degraded: string[];
}

/** What the engine's process does. */
export interface AudioSeparatorMethods {
  separate(job: SeparateJob): Promise<SeparatedFile>;
}
