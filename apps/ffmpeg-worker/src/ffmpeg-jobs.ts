import { Injectable } from '@nestjs/common';
import { EnginePool } from '@switchyard/engine';
import type { TaskRun } from '@switchyard/worker-kit';
import type { FfmpegMethods } from './ffmpeg-methods';

type Input<K extends keyof FfmpegMethods> = Parameters<FfmpegMethods[K]>[0]['input'];
type Output<K extends keyof FfmpegMethods> = Awaited<ReturnType<FfmpegMethods[K]>>['output'];

/** Hands tasks to the engine and says how they were done. */
@Injectable()
export class FfmpegJobs {
  constructor(private readonly engines: EnginePool<FfmpegMethods>) {}

  async run<K extends keyof FfmpegMethods>(method: K, input: Input<K>, run: TaskRun): Promise<Output<K>> {
    const [outputDir, tempDir] = [await run.outputDir(), await run.tempDir()];
    // The compiler cannot see that the job of method K takes the input of method K.
    const job = { input, outputDir, tempDir } as Parameters<FfmpegMethods[K]>[0];
    const made = await this.engines.call(method, job, run.call);
    run.describe({ engine: { name: 'ffmpeg', version: made.version }, mediaSeconds: made.mediaSeconds });
    return made.output;
  }
}
