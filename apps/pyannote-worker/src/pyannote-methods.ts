import type { AudioReport } from '@switchyard/audio';
import type { DiarizationOptions } from './diarization/diarize';
import type { Turn } from './diarization/turns';

/** Which models the engine loads, and how it computes with them. */
export interface EngineModel {
  /** Name in the model catalogue. */
  name: string;
  /** Paths of the ONNX files. */
  segmentation: string;
  embedding: string;
  threads: number;
  cuda: boolean;
  /** Windows that are heard at once. */
  batch: number;
}

/** One file to diarize. */
export interface DiarizeJob extends DiarizationOptions {
  path: string;
  /** Audio stream, counted from 0. */
  track: number;
  model: EngineModel;
}

export interface DiarizedFile {
  turns: Turn[];
  audio: AudioReport;
  /** What the file lacks. */
  degraded: string[];
}

/** What the engine's process does. */
export interface PyannoteMethods {
  diarize(job: DiarizeJob): Promise<DiarizedFile>;
}
