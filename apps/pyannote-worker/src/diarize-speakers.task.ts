import { writeFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  diarizeSpeakersTask,
  type DiarizeSpeakersInput,
  type DiarizeSpeakersOutput,
  type Made,
} from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { GpuLock } from '@switchyard/gpu-lock';
import { steppingDown, TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { version } from 'onnxruntime-node/package.json';
import { DiarizationModel } from './diarization-model';
import { rttm } from './output/rttm';
import { milliseconds, segmentsOf, statisticsOf, summaryOf } from './output/segments';
import type { PyannoteMethods } from './pyannote-methods';

const MOST_SPEAKERS = 50;

/** Speech in, who speaks when out. */
@Injectable()
export class DiarizeSpeakers {
  constructor(
    private readonly engines: EnginePool<PyannoteMethods>,
    private readonly models: DiarizationModel,
  ) {}

  @TaskHandler(diarizeSpeakersTask)
  @GpuLock()
  async diarize(input: DiarizeSpeakersInput, run: TaskRun): Promise<Made<DiarizeSpeakersOutput>> {
    const began = performance.now();
    const { files, identity } = await this.models.find(run.device);
    const { num_speakers: exactly, min_speakers, max_speakers, exclusive, step } = input;
    const job = {
      ...{ path: input.audio_path, track: input.track, exclusive, step },
      min: exactly ?? min_speakers ?? 1,
      max: exactly ?? max_speakers ?? MOST_SPEAKERS,
    };
    const { made, model, degraded } = await steppingDown(
      files,
      (on) => this.engines.call('diarize', { ...job, model: on }, run.call),
      { ...files, batch: 1 },
    );
    const { turns, audio } = made;
    const device = model.cuda ? 'cuda' : 'cpu';
    run.describe({ engine: { name: 'onnxruntime', version }, model: identity, device, mediaSeconds: audio.seconds });
    const segments = segmentsOf(turns);
    const statistics = statisticsOf(segments);
    const speakers = Object.keys(statistics);
    const summary = summaryOf(segments, audio.seconds);
    const metadata = {
      task_name: run.taskName,
      workflow_id: run.workflowId,
      audio_file: basename(input.audio_path),
      api_type: 'free',
      model: identity.name,
      device,
      exclusive,
      created_at: new Date().toISOString(),
    };
    const diarization = { success: true, total_speakers: speakers.length, segments, summary, metadata };
    const diarization_file = join(await run.outputDir(), 'diarization.json');
    const rttm_file = join(await run.outputDir(), 'diarization.rttm');
    await writeFile(diarization_file, `${JSON.stringify(diarization, null, 2)}\n`);
    await writeFile(rttm_file, rttm(segments, parse(input.audio_path).name));
    return {
      diarization_file,
      rttm_file,
      detected_speakers: speakers,
      speaker_statistics: statistics,
      total_speakers: speakers.length,
      total_segments: segments.length,
      audio_duration: summary.audio_duration,
      summary,
      model_name: identity.name,
      audio_source: input.audio_path,
      execution_time: milliseconds((performance.now() - began) / 1000),
      ...{ execution_method: 'local', api_type: 'free', use_paid_api: input.use_paid_api },
      degraded: [...degraded, ...made.degraded, ...unmet(speakers.length, input)],
    };
  }
}

/** What was asked for and could not be. */
function unmet(found: number, { num_speakers: exactly, min_speakers: atLeast }: DiarizeSpeakersInput): string[] {
  const asked = exactly ?? atLeast ?? 0;
  if (found >= asked) return [];
  return [`${asked} speakers were asked for, ${found} could be told apart`];
}
