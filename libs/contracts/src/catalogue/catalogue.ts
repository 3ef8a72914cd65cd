import { distance } from 'fastest-levenshtein';
import { RequestError } from '../errors/request-error';
import { transcribeAudioTask } from './faster-whisper.tasks';
import {
  burnSubtitlesTask,
  cropSubtitleImagesTask,
  extractAudioTask,
  extractKeyframesTask,
  probeTask,
} from './ffmpeg.tasks';
import { muxTask } from './ffmpeg-mux.tasks';
import { splitAudioTask } from './ffmpeg-split.tasks';
import {
  createStitchedImagesTask,
  detectSubtitleAreaTask,
  extractSubtitlesTask,
  performOcrTask,
  postprocessAndFinalizeTask,
} from './paddleocr.tasks';
import { processTextTask } from './llm.tasks';
import { generateSpeechTask, listVoicesTask, speakSubtitlesTask } from './tts.tasks';
import { diarizeSpeakersTask, getSpeakerSegmentsTask, validateDiarizationTask } from './pyannote-audio.tasks';
import { removeAreaTask, removeSubtitlesTask } from './inpainting.tasks';
import { chatTask } from './llm-chat.tasks';
import { aiOptimizeSubtitlesTask, aiOptimizeTextTask, translateSubtitlesTask } from './wservice-llm.tasks';
import { separateVocalsTask } from './audio-separator.tasks';
import type { ServiceName, TaskDefinition } from './task-definition';
import { generateSubtitleFilesTask } from './wservice.tasks';
import {
  mergeSpeakerBasedSubtitlesTask,
  mergeSpeakerSegmentsTask,
  mergeWithWordTimestampsTask,
} from './wservice-speakers.tasks';
import { prepareTtsSegmentsTask, rebuildSubtitleTask, segmentSubtitlesTask } from './wservice-words.tasks';

/** Every task there is. */
export const CATALOGUE: readonly TaskDefinition[] = [
  probeTask,
  extractAudioTask,
  extractKeyframesTask,
  cropSubtitleImagesTask,
  burnSubtitlesTask,
  muxTask,
  splitAudioTask,
  transcribeAudioTask,
  detectSubtitleAreaTask,
  createStitchedImagesTask,
  performOcrTask,
  postprocessAndFinalizeTask,
  extractSubtitlesTask,
  generateSubtitleFilesTask,
  mergeSpeakerSegmentsTask,
  mergeWithWordTimestampsTask,
  mergeSpeakerBasedSubtitlesTask,
  rebuildSubtitleTask,
  segmentSubtitlesTask,
  prepareTtsSegmentsTask,
  removeSubtitlesTask,
  processTextTask,
  generateSpeechTask,
  speakSubtitlesTask,
  listVoicesTask,
  diarizeSpeakersTask,
  getSpeakerSegmentsTask,
  validateDiarizationTask,
  removeAreaTask,
  chatTask,
  translateSubtitlesTask,
  aiOptimizeTextTask,
  aiOptimizeSubtitlesTask,
  separateVocalsTask,
] as readonly TaskDefinition[];

const BY_NAME = new Map(CATALOGUE.flatMap((task) => [task.name, ...(task.aliases ?? [])].map((name) => [name, task])));

export const tasksOf = (service: ServiceName): TaskDefinition[] => CATALOGUE.filter((task) => task.service === service);

/** The task of a name or alias; an unknown name is refused with its near matches. */
export function taskNamed(name: string): TaskDefinition {
  const task = BY_NAME.get(name);
  if (task) return task;
  const near = nearMatches(name);
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'see GET /v1/tasks/catalog';
  throw new RequestError('UNKNOWN_TASK_NAME', 'unknown task name', {
    task_name: `"${name.slice(0, 128)}" is not in the catalogue; ${hint}`,
    near,
  });
}

export const findTask = (name: string): TaskDefinition | undefined => BY_NAME.get(name);

function nearMatches(name: string): string[] {
  const scored = [...BY_NAME.keys()].map((known) => ({ known, away: closeness(name.toLowerCase(), known) }));
  return scored
    .filter(({ away }) => away <= 0.3)
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map(({ known }) => known);
}

/** 0 = equal; a name without its service counts like the whole name. */
function closeness(asked: string, known: string): number {
  const short = known.slice(known.indexOf('.') + 1);
  return Math.min(
    ...[known, short].map((name) => distance(asked.slice(0, 128), name) / Math.max(asked.length, name.length)),
  );
}
