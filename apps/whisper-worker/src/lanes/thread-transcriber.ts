import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { RevivedTaskError } from '@switchyard/contracts';
import type { ChunkTranscript, DecodingOptions, TranscribeHooks, Transcriber } from '../transcriber';
import type { LaneAnswer, LaneCall, LaneModel } from './lane-messages';

interface Listener {
  hear(answer: LaneAnswer): void;
  fail(error: Error): void;
}

/**
 * A transcriber in a thread of its own: a run of the model holds its thread, and several shall run at once. It ends with its
 * process, because ending a thread within a run of ONNX Runtime aborts the process.
 */
export class ThreadTranscriber implements Transcriber {
  private listener: Listener | undefined;
  /** Why the thread is gone. */
  private end: Error | undefined;

  private constructor(
    private readonly thread: Worker,
    onEnd: () => void,
  ) {
    const ended = (error: Error): void => {
      this.end ??= error;
      this.listener?.fail(this.end);
      onEnd();
    };
    thread.on('message', (answer: LaneAnswer) => this.listener?.hear(answer));
    thread.on('error', ended);
    thread.on('exit', () => ended(new Error('the thread of a transcriber has ended')));
  }

  /** Gives it with its model loaded. @param onEnd is told when the thread is gone, for whatever reason */
  static async open(model: LaneModel, onEnd: () => void, start = startThread): Promise<ThreadTranscriber> {
    const transcriber = new ThreadTranscriber(start(model), onEnd);
    await transcriber.answer<void>((answer, resolve) => {
      if (answer.kind === 'ready') resolve();
    });
    return transcriber;
  }

  transcribe(samples: Float32Array, options: DecodingOptions, hooks: TranscribeHooks): Promise<ChunkTranscript> {
    const transcript = this.answer<ChunkTranscript>((answer, resolve) => {
      if (answer.kind === 'segment') hooks.onSegment(answer.segment);
      else if (answer.kind === 'progress') hooks.onProgress(answer.seconds);
      else if (answer.kind === 'transcript') resolve(answer.transcript);
    });
    const call: LaneCall = { samples, options };
    this.thread.postMessage(call);
    return transcript;
  }

  /** Only between two calls. */
  async close(): Promise<void> {
    await this.thread.terminate();
  }

  /** Rejects when the thread says that it failed, and when it is gone. */
  private answer<T>(hear: (answer: LaneAnswer, resolve: (value: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.end) reject(this.end);
      this.listener = {
        hear: (answer) => {
          if (answer.kind === 'failure') reject(new RevivedTaskError(answer.failure));
          else hear(answer, resolve);
        },
        fail: reject,
      };
    });
  }
}

const startThread = (model: LaneModel): Worker =>
  new Worker(join(__dirname, 'transcriber.thread.js'), { workerData: model, resourceLimits: { codeRangeSizeMb: 64 } });
