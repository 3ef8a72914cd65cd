import type { TaskFailure } from '@switchyard/contracts';
import type { WhisperFiles } from '../decoding/graphs/whisper-layout';
import type { ChunkTranscript, DecodingOptions, Segment } from '../transcriber';

/** The model a lane loads. */
export interface LaneModel {
  files: WhisperFiles;
  threads: number;
}

/** What a lane's thread is asked. */
export interface LaneCall {
  samples: Float32Array;
  options: DecodingOptions;
}

/** What it says: `ready` when its model is loaded, a failure in place of that or of a transcript. */
export type LaneAnswer =
  | { kind: 'ready' }
  | { kind: 'segment'; segment: Segment }
  | { kind: 'progress'; seconds: number }
  | { kind: 'transcript'; transcript: ChunkTranscript }
  | { kind: 'failure'; failure: TaskFailure & { deadly: boolean } };
