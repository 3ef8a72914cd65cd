import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { EnginePool } from '@switchyard/engine';
import { LocalModels, type TaskRun } from '@switchyard/worker-kit';
import type { InpaintingMethods, NetworkFile } from './inpainting-methods';
import { InpaintingSettings } from './inpainting.settings';

type Input<K extends keyof InpaintingMethods> = Parameters<InpaintingMethods[K]>[0]['input'];
type Output<K extends keyof InpaintingMethods> = Awaited<ReturnType<InpaintingMethods[K]>>['output'];

/** The network of the method `model`; the other methods need none. */
const NETWORK = 'lama';

/** Hands tasks to the engine and says how they were done. */
@Injectable()
export class RepaintJobs {
  constructor(
    private readonly engines: EnginePool<InpaintingMethods>,
    private readonly local: LocalModels,
    private readonly settings: InpaintingSettings,
  ) {}

  async run<K extends keyof InpaintingMethods>(method: K, input: Input<K>, run: TaskRun): Promise<Output<K>> {
    const network = input.method === 'model' ? await this.network() : undefined;
    const [outputDir, tempDir] = [await run.outputDir(), await run.tempDir()];
    // The compiler cannot see that the job of method K takes the input of method K.
    const job = { input, outputDir, tempDir, network, threads: this.threads } as Parameters<InpaintingMethods[K]>[0];
    const { output, engine, model, mediaSeconds } = await this.engines.call(method, job, run.call);
    run.describe({ engine, model, mediaSeconds });
    return output;
  }

  private get threads(): number {
    return this.settings.inpaintingThreads || availableParallelism();
  }

  /** @throws ModelUnavailableError where its weights are not here */
  private async network(): Promise<NetworkFile> {
    const { task } = await this.local.named(NETWORK);
    const directory = await this.local.path(NETWORK);
    const found = (await this.local.ofTask(task)).find(({ model }) => model.name === NETWORK);
    const [file] = found?.model.files ?? [];
    return {
      name: NETWORK,
      sha256: file?.sha256 ?? '',
      path: join(directory, file?.name ?? ''),
      threads: this.threads,
    };
  }
}
