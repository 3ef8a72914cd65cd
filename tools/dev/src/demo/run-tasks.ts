import type { SwitchyardClient } from '@switchyard/client';
import {
  extractAudioTask,
  extractSubtitlesTask,
  generateSubtitleFilesTask,
  probeTask,
  transcribeAudioTask,
  type ProbeOutput,
} from '@switchyard/contracts';
import type { ModelSettings } from '../models';
import { ProgressLines } from '../progress-lines';
import { runTask, type FinishedTask } from './run-task';

/** What the demo's tasks made; share paths. */
export interface DemoResults {
  tasks: FinishedTask[];
  /** SRT of what is burnt in. */
  read: string;
  /** SRT of what is said, where anything can be heard. */
  heard?: string;
}

/** Reads what is burnt into a video, and writes down what is said in it, in one workflow. */
export async function runTasks(
  gateway: SwitchyardClient,
  video_path: string,
  models: ModelSettings,
  signal: AbortSignal,
): Promise<DemoResults> {
  const workflow = { gateway, workflowId: `demo-${Date.now().toString(36)}`, signal };
  const lines = new ProgressLines(process.stdout);
  const start = (name: string, input: Record<string, unknown>): Promise<FinishedTask> =>
    runTask(workflow, name, input, lines.add(name));
  // Inputs that are left out come from the stage before.
  const hear = async (): Promise<FinishedTask[]> => [
    await start(extractAudioTask.name, { video_path }),
    await start(transcribeAudioTask.name, { model: models.WHISPER_MODEL }),
    await start(generateSubtitleFilesTask.name, { formats: ['srt'] }),
  ];
  try {
    const probe = await start(probeTask.name, { video_path });
    const [heard, read] = await Promise.all([
      hasAudio(probe) ? hear() : [],
      start(extractSubtitlesTask.name, { video_path, model: models.OCR_MODEL }),
    ]);
    return {
      tasks: [probe, ...heard, read],
      read: pathIn(read, 'srt_file'),
      heard: heard.at(-1) && pathIn(heard.at(-1), 'subtitle_path'),
    };
  } finally {
    lines.close();
  }
}

/** A film may be silent, which is no reason to fail. */
const hasAudio = ({ output }: FinishedTask): boolean =>
  (output as Partial<ProbeOutput>).streams?.some((stream) => stream.type === 'audio') ?? false;

function pathIn(task: FinishedTask | undefined, field: string): string {
  const path = task?.output[field];
  if (typeof path !== 'string') throw new Error(`${task?.name} gave no ${field}`);
  return path;
}
