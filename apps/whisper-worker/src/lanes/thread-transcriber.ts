import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { RevivedTaskError } from '@switchyard/contracts';
import type { ChunkTranscript, DecodingOptions, TranscribeHooks, Transcriber } from '../transcriber';
import type { LaneAnswer, LaneCall, LaneModel } from './lane-messages';

interface Listener {
  hear(answer: LaneAnswer): void;
  fail(error: unknown): void;
}

/**
 * A transcriber in a thread of its own: a run of the model holds its thread, and several shall run at once. It ends with its
 * process, because ending a thread within a run of ONNX Runtime aborts the process.
 */
export class ThreadTranscriber implements Transcriber {
  private readonly thread: Worker;
  private listener: Listener | undefined;

  constructor(model: LaneModel) {
    this.thread = new Worker(join(__dirname, 'transcriber.thread.js'), { workerData: model });
    this.thread.on('message', (answer: LaneAnswer) => this.listener?.hear(answer));
    this.thread.on('error', (error) => this.listener?.fail(error));
  }

  transcribe(samples: Float32Array, options: DecodingOptions, hooks: TranscribeHooks): Promise<ChunkTranscript> {
    return new Promise((resolve, reject) => {
      const hear = (answer: LaneAnswer): void => {
        if (answer.kind === 'segment') hooks.onSegment(answer.segment);
        else if (answer.kind === 'progress') hooks.onProgress(answer.seconds);
        else if (answer.kind === 'transcript') resolve(answer.transcript);
        else reject(new RevivedTaskError(answer.failure));
      };
      this.listener = { hear, fail: reject };
      const call: LaneCall = { samples, options };
      this.thread.postMessage(call);
    });
  }

  /** Only between two calls. */
  async close(): Promise<void> {
    await this.thread.terminate();
  }
}
