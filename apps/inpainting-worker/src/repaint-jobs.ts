import { Injectable } from '@nestjs/common';
import { EnginePool } from '@switchyard/engine';
import type { TaskRun } from '@switchyard/worker-kit';
import type { InpaintingMethods } from './inpainting-methods';

type Input<K extends keyof InpaintingMethods> = Parameters<InpaintingMethods[K]>[0]['input'];
type Output<K extends keyof InpaintingMethods> = Awaited<ReturnType<InpaintingMethods[K]>>['output'];

/** Hands tasks to the engine and says how they were done. */
@Injectable()
export class RepaintJobs {
  constructor(private readonly engines: EnginePool<InpaintingMethods>) {}

  async run<K extends keyof InpaintingMethods>(method: K, input: Input<K>, run: TaskRun): Promise<Output<K>> {
    const [outputDir, tempDir] = [await run.outputDir(), await run.tempDir()];
    // The compiler cannot see that the job of method K takes the input of method K.
    const job = { input, outputDir, tempDir } as Parameters<InpaintingMethods[K]>[0];
    const { output, engine, mediaSeconds } = await this.engines.call(method, job, run.call);
    run.describe({ engine, mediaSeconds });
    return output;
  }
}
