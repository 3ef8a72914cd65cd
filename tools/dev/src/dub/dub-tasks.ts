import {
  diarizeSpeakersTask,
  extractAudioTask,
  extractSubtitlesTask,
  generateSubtitleFilesTask,
  mergeSpeakerSegmentsTask,
  muxTask,
  probeTask,
  removeSubtitlesTask,
  speakSubtitlesTask,
  transcribeAudioTask,
  translateSubtitlesTask,
  type Area,
  type ProbeOutput,
} from '@switchyard/contracts';
import type { SwitchyardClient } from '@switchyard/client';
import { runTask, type FinishedTask } from '../demo/run-task';
import type { ModelSettings } from '../models';
import { ProgressLines } from '../progress-lines';

/** The language of the dubbed film: for the model, as files name it (ISO 639-2), and for the voice (BCP 47). */
export const LANGUAGE = { name: 'Spanish', code: 'spa', voice: 'es' } as const;

/** What the tasks made; share paths. */
export interface Dubbed {
  tasks: FinishedTask[];
  before: ProbeOutput;
  after: ProbeOutput;
  /** JSON with the segments that were heard, with speakers, and with their translation. */
  heard: string;
  translated: string;
  /** The translation in lines, as it is in the video. */
  subtitles: string;
  video: string;
  speakers: number;
  spoken: number;
  /** Old subtitles that can still be read where they stood; undefined where none stood in the picture. */
  left?: number;
}

/** A film in another language, over REST alone. */
export async function dubTasks(
  gateway: SwitchyardClient,
  video_path: string,
  models: ModelSettings,
  signal: AbortSignal,
): Promise<Dubbed> {
  const workflowId = `dub-${Date.now().toString(36)}`;
  const lines = new ProgressLines(process.stdout);
  const tasks: FinishedTask[] = [];
  const start = async (name: string, input: Record<string, unknown>, workflow = workflowId): Promise<FinishedTask> => {
    const task = await runTask({ gateway, workflowId: workflow, signal }, name, input, lines.add(name));
    tasks.push(task);
    return task;
  };
  try {
    const before = (await start(probeTask.name, { video_path })).output as unknown as ProbeOutput;
    const [spoken, { cleaned, area }] = await Promise.all([
      speech(start, video_path, models, before),
      cleanPicture(start, video_path, models),
    ]);
    const muxed = await start(muxTask.name, {
      ...{ video_path: cleaned, subtitle_path: spoken.subtitles, subtitle_language: LANGUAGE.code },
      ...{ audio_path: spoken.track, audio_mode: 'replace', audio_language: LANGUAGE.code },
    });
    const video = pathIn(muxed, 'video_path');
    const after = (await start(probeTask.name, { video_path: video }, `${workflowId}-check`)).output;
    const left = area && (await start(extractSubtitlesTask.name, again(video, area, models), `${workflowId}-check`));
    return {
      ...{ tasks, before, after: after as unknown as ProbeOutput, video },
      ...{ heard: spoken.heard, translated: spoken.translated, subtitles: spoken.subtitles },
      ...{ speakers: spoken.speakers, spoken: spoken.cues },
      ...(left ? { left: Number(left.output['cue_count']) } : {}),
    };
  } finally {
    lines.close();
  }
}

type Start = (name: string, input: Record<string, unknown>) => Promise<FinishedTask>;

/** What is said, by whom, in the other language, in lines and as a track in time. Inputs left out come from the stage before. */
async function speech(start: Start, video_path: string, models: ModelSettings, { format }: ProbeOutput) {
  await start(extractAudioTask.name, { video_path });
  await start(transcribeAudioTask.name, { model: models.WHISPER_MODEL });
  const speakers = await start(diarizeSpeakersTask.name, {});
  const heard = pathIn(await start(mergeSpeakerSegmentsTask.name, {}), 'merged_segments_file');
  const language = { target_language: LANGUAGE.name, max_lines: 2 };
  const translation = await start(translateSubtitlesTask.name, { segments_file: heard, ...language });
  const translated = pathIn(translation, 'translated_segments_file');
  const files = await start(generateSubtitleFilesTask.name, { segments_file: translated, formats: ['srt', 'json'] });
  const subtitles = pathIn(files, 'subtitle_path');
  const track = await start(speakSubtitlesTask.name, {
    subtitle_path: subtitles,
    duration: format.duration ?? undefined,
    language: LANGUAGE.voice,
  });
  return {
    ...{ heard, translated, subtitles, track: pathIn(track, 'audio_path') },
    ...{ speakers: Number(speakers.output['total_speakers']), cues: Number(track.output['spoken_count']) },
  };
}

/** The picture without its old subtitles, where and when the OCR read them; as it was where there are none. */
async function cleanPicture(start: Start, video_path: string, models: ModelSettings) {
  const read = await start(extractSubtitlesTask.name, { video_path, model: models.OCR_MODEL });
  const area = read.output['subtitle_area'] as Area | null;
  if (!area) return { cleaned: video_path };
  const removed = await start(removeSubtitlesTask.name, { video_path });
  return { cleaned: pathIn(removed, 'video_path'), area };
}

const again = (video_path: string, subtitle_area: Area, { OCR_MODEL: model }: ModelSettings) => ({
  ...{ video_path, subtitle_area, model },
});

function pathIn(task: FinishedTask, field: string): string {
  const path = task.output[field];
  if (typeof path !== 'string') throw new Error(`${task.name} gave no ${field}`);
  return path;
}
