import type {
  GenerateSubtitleFilesInput,
  GenerateSubtitleFilesOutput,
  Made,
  MergeSpeakerBasedSubtitlesInput,
  MergeSpeakerBasedSubtitlesOutput,
  MergeSpeakerSegmentsOutput,
  MergeSpeakersInput,
  MergeWithWordTimestampsOutput,
  PrepareTtsSegmentsInput,
  PrepareTtsSegmentsOutput,
  RebuildSubtitleInput,
  RebuildSubtitleOutput,
  SegmentSubtitlesInput,
  SegmentSubtitlesOutput,
} from '@switchyard/contracts';

/** The checked input of a task, and where its files go. */
export interface Job<I> {
  input: I;
  outputDir: string;
}

/** What the engine's process does: reading and laying out long text would keep the worker from its heartbeats. */
export interface SubtitleMethods {
  generate(job: Job<GenerateSubtitleFilesInput>): Promise<Made<GenerateSubtitleFilesOutput>>;
  nameSpeakers(job: Job<MergeSpeakersInput>): Promise<Made<MergeSpeakerSegmentsOutput>>;
  partAtWords(job: Job<MergeSpeakersInput>): Promise<Made<MergeWithWordTimestampsOutput>>;
  fillTurns(job: Job<MergeSpeakerBasedSubtitlesInput>): Promise<Made<MergeSpeakerBasedSubtitlesOutput>>;
  rebuild(job: Job<RebuildSubtitleInput>): Promise<Made<RebuildSubtitleOutput>>;
  segment(job: Job<SegmentSubtitlesInput>): Promise<Made<SegmentSubtitlesOutput>>;
  prepare(job: Job<PrepareTtsSegmentsInput>): Promise<Made<PrepareTtsSegmentsOutput>>;
}
