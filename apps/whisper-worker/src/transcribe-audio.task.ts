import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  transcribeAudioTask,
  type Made,
  type TranscribeAudioInput,
  type TranscribeAudioOutput,
} from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { GpuLock } from '@switchyard/gpu-lock';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { decodingOf } from './decoding-options';
import type { TranscriptMetadata } from './output/segments-json';
import { statisticsOf } from './output/statistics';
import { writeTranscript } from './output/write-transcript';
import { sharesOf } from './shares';
import type { Transcript, TranscribeJob, WhisperMethods } from './whisper-methods';
import { WhisperModelPlaces } from './whisper-models';
import { WhisperSettings } from './whisper.settings';

/** Speech in, text with times out. */
@Injectable()
export class TranscribeAudio {
  constructor(
    private readonly engines: EnginePool<WhisperMethods>,
    private readonly models: WhisperModelPlaces,
    private readonly settings: WhisperSettings,
  ) {}

  @TaskHandler(transcribeAudioTask)
  @GpuLock()
  async transcribe(input: TranscribeAudioInput, run: TaskRun): Promise<Made<TranscribeAudioOutput>> {
    const began = performance.now();
    const transcript = await this.engines.call('transcribe', await this.jobOf(input, run), run.call);
    const seconds = (performance.now() - began) / 1000;
    const { model, engine, device, audio } = transcript;
    run.describe({ engine, model, device, mediaSeconds: audio.seconds });
    const statistics = statisticsOf(transcript, seconds);
    const files = await writeTranscript(
      transcript,
      metadataOf(transcript, input, run),
      statistics,
      await run.outputDir(),
    );
    return {
      ...files,
      audio_duration: Math.round(audio.seconds * 1000) / 1000,
      language: transcript.language,
      language_probability: probabilityOf(transcript),
      transcribe_duration: statistics.transcribe_duration,
      model_name: model.name,
      enable_word_timestamps: input.enable_word_timestamps,
      statistics,
      segments_count: transcript.segments.length,
      degraded: transcript.degraded,
    };
  }

  private async jobOf(input: TranscribeAudioInput, run: TaskRun): Promise<TranscribeJob> {
    const { whisperThreads, whisperLanes, whisperChunk, concurrency } = this.settings;
    return {
      path: input.audio_path,
      track: input.track,
      vad: { enabled: input.vad, threshold: input.vad_threshold },
      speechLimit: input.speech_limit,
      decoding: decodingOf(input),
      chunkSeconds: whisperChunk,
      checkpointDir: await run.checkpointDir(),
      model: await this.models.find(input.model),
      vadDirectory: await this.models.vad(),
      device: run.device === 'cuda' ? input.device : 'cpu',
      ...sharesOf({ threads: whisperThreads, lanes: whisperLanes, tasks: concurrency }),
    };
  }
}

/** Not every engine tells it. */
const probabilityOf = ({ languageProbability }: Transcript): number | null =>
  Number.isFinite(languageProbability) ? Math.round(languageProbability * 1e4) / 1e4 : null;

const metadataOf = (transcript: Transcript, input: TranscribeAudioInput, run: TaskRun): TranscriptMetadata => ({
  task_name: run.taskName,
  workflow_id: run.workflowId,
  audio_file: basename(input.audio_path),
  total_duration: Math.round(transcript.audio.seconds * 1000) / 1000,
  language: transcript.language,
  language_probability: probabilityOf(transcript),
  word_timestamps_enabled: input.enable_word_timestamps,
  model_name: transcript.model.name,
  device: transcript.device,
  transcribe_method: transcript.engine.name,
  created_at: new Date().toISOString(),
});
