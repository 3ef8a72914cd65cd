import { Injectable } from '@nestjs/common';
import {
  generateSubtitleFilesTask,
  mergeSpeakerBasedSubtitlesTask,
  mergeSpeakerSegmentsTask,
  mergeWithWordTimestampsTask,
  prepareTtsSegmentsTask,
  rebuildSubtitleTask,
  segmentSubtitlesTask,
  type GenerateSubtitleFilesInput,
  type GenerateSubtitleFilesOutput,
  type Made,
  type MergeSpeakerBasedSubtitlesInput,
  type MergeSpeakerBasedSubtitlesOutput,
  type MergeSpeakerSegmentsOutput,
  type MergeSpeakersInput,
  type MergeWithWordTimestampsOutput,
  type PrepareTtsSegmentsInput,
  type PrepareTtsSegmentsOutput,
  type RebuildSubtitleInput,
  type RebuildSubtitleOutput,
  type SegmentSubtitlesInput,
  type SegmentSubtitlesOutput,
} from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { version } from '../package.json';
import type { Job, SubtitleMethods } from './subtitle-methods';

/** Every task of the service: its engine does the work. */
@Injectable()
export class SubtitleTasks {
  constructor(private readonly engines: EnginePool<SubtitleMethods>) {}

  @TaskHandler(generateSubtitleFilesTask)
  async generate(input: GenerateSubtitleFilesInput, run: TaskRun): Promise<Made<GenerateSubtitleFilesOutput>> {
    return this.engines.call('generate', await jobOf(input, run, input.audio_duration || null), run.call);
  }

  @TaskHandler(mergeSpeakerSegmentsTask)
  async nameSpeakers(input: MergeSpeakersInput, run: TaskRun): Promise<Made<MergeSpeakerSegmentsOutput>> {
    return this.engines.call('nameSpeakers', await jobOf(input, run), run.call);
  }

  @TaskHandler(mergeWithWordTimestampsTask)
  async partAtWords(input: MergeSpeakersInput, run: TaskRun): Promise<Made<MergeWithWordTimestampsOutput>> {
    return this.engines.call('partAtWords', await jobOf(input, run), run.call);
  }

  @TaskHandler(mergeSpeakerBasedSubtitlesTask)
  async fillTurns(
    input: MergeSpeakerBasedSubtitlesInput,
    run: TaskRun,
  ): Promise<Made<MergeSpeakerBasedSubtitlesOutput>> {
    return this.engines.call('fillTurns', await jobOf(input, run), run.call);
  }

  @TaskHandler(rebuildSubtitleTask)
  async rebuild(input: RebuildSubtitleInput, run: TaskRun): Promise<Made<RebuildSubtitleOutput>> {
    return this.engines.call('rebuild', await jobOf(input, run), run.call);
  }

  @TaskHandler(segmentSubtitlesTask)
  async segment(input: SegmentSubtitlesInput, run: TaskRun): Promise<Made<SegmentSubtitlesOutput>> {
    return this.engines.call('segment', await jobOf(input, run), run.call);
  }

  @TaskHandler(prepareTtsSegmentsTask)
  async prepare(input: PrepareTtsSegmentsInput, run: TaskRun): Promise<Made<PrepareTtsSegmentsOutput>> {
    return this.engines.call('prepare', await jobOf(input, run), run.call);
  }
}

async function jobOf<I>(input: I, run: TaskRun, mediaSeconds: number | null = null): Promise<Job<I>> {
  run.describe({ engine: { name: 'switchyard-subtitles', version }, mediaSeconds });
  return { input, outputDir: await run.outputDir() };
}
