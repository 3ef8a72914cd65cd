import { Injectable } from '@nestjs/common';
import {
  separateVocalsTask,
  type Made,
  type SeparateVocalsInput,
  type SeparateVocalsOutput,
} from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { GpuLock } from '@switchyard/gpu-lock';
import { steppingDown, TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { version } from 'onnxruntime-node/package.json';
import type { AudioSeparatorMethods } from './audio-separator-methods';
import { SeparatorModels } from './separator-models';

/** Voices apart from all else that is heard. */
@Injectable()
export class SeparateVocals {
  constructor(
    private readonly engines: EnginePool<AudioSeparatorMethods>,
    private readonly models: SeparatorModels,
  ) {}

  @TaskHandler(separateVocalsTask)
  @GpuLock()
  async separate(input: SeparateVocalsInput, run: TaskRun): Promise<Made<SeparateVocalsOutput>> {
    const { model: wanted, identity } = await this.models.find(input.model_name, run.device);
    const outputDir = await run.outputDir();
    const { made, model, degraded } = await steppingDown(wanted, (on) =>
      this.engines.call('separate', { input, model: on, outputDir }, run.call),
    );
    const device = model.cuda ? 'cuda' : 'cpu';
    run.describe({ engine: { name: 'onnxruntime', version }, model: identity, device, mediaSeconds: made.seconds });
    return {
      vocal_audio: made.vocals,
      instrumental_audio: made.instrumental,
      all_audio_files: [made.vocals, made.instrumental],
      audio_duration: Math.round(made.seconds * 1000) / 1000,
      model_used: identity.name,
      quality_mode: input.quality_mode,
      degraded: [...degraded, ...made.degraded],
    };
  }
}
