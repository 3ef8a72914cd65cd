import { SERVICES, type ServiceName } from '@switchyard/contracts';
import { ModelStore, WhisperModels } from '@switchyard/models';
import {
  longVideo,
  manySegments,
  speech,
  subtitleFile,
  subtitledVideo,
  textPicture,
  videoWithAudio,
  videoWithoutAudio,
} from '@switchyard/testing';
import { MODELS } from '../system/places';

/** Puts a file on the share and gives its path there. */
export type Put = (file: string) => string;

/** One kind of task, with input that is made here. */
export interface Kind {
  task: string;
  service: ServiceName;
  input(put: Put): Promise<object>;
  /** Fields of the output whose files are the same each time; others hold times. */
  same: readonly string[];
}

/** In turn; tasks that take seconds stand beside short ones. */
export const KINDS: readonly Kind[] = [
  {
    task: 'ffmpeg.burn_subtitles',
    service: 'ffmpeg',
    input: async (put) => ({
      video_path: put(await longVideo({ seconds: 10 })),
      subtitle_path: put(await subtitleFile()),
    }),
    same: ['video_path'],
  },
  {
    task: 'faster_whisper.transcribe_audio',
    service: 'faster_whisper',
    input: async (put) => ({ audio_path: put(await speech()), language: 'en', temperature: 0 }),
    same: ['text_file', 'srt_file', 'vtt_file'],
  },
  {
    task: 'paddleocr.extract_subtitles',
    service: 'paddleocr',
    input: async (put) => ({ video_path: put((await subtitledVideo()).path) }),
    same: ['srt_file', 'json_file'],
  },
  {
    task: 'wservice.generate_subtitle_files',
    service: 'wservice',
    input: async (put) => ({
      ...{ segments_file: put(await manySegments({ count: 40 })), formats: ['srt'] },
      ...{ max_chars_per_line: 200, max_lines: 4 },
    }),
    same: ['subtitle_path'],
  },
  {
    task: 'ffmpeg.crop_subtitle_images',
    service: 'ffmpeg',
    input: async (put) => ({
      video_path: put(await videoWithoutAudio({ seconds: 6, size: '1280x720' })),
      subtitle_area: [0, 0, 1280, 720],
    }),
    same: ['cropped_images_path'],
  },
  {
    task: 'paddleocr.perform_ocr',
    service: 'paddleocr',
    input: async (put) => ({ image_path: put(await textPicture()) }),
    same: ['ocr_results_path'],
  },
  {
    task: 'ffmpeg.extract_audio',
    service: 'ffmpeg',
    input: async (put) => ({ video_path: put(await videoWithAudio({ seconds: 60 })) }),
    same: ['audio_path'],
  },
];

/** The kinds of some services. @throws when there are none */
export function kindsOf(services: readonly string[] | undefined): Kind[] {
  const unknown = services?.filter((service) => !(SERVICES as readonly string[]).includes(service)) ?? [];
  const kinds = KINDS.filter(({ service }) => !services || services.includes(service));
  if (unknown.length > 0 || kinds.length === 0)
    throw new Error(`no service ${unknown.join(', ')}; there are ${SERVICES.join(', ')}`);
  return kinds;
}

/** Fetches the models that are not here; everything after that works without a network. */
export async function fetchModels(kinds: readonly Kind[]): Promise<void> {
  const store = new ModelStore({ modelsDir: MODELS });
  const services = new Set(kinds.map(({ service }) => service));
  if (services.has('paddleocr')) await store.pull('ppocr-v6');
  if (!services.has('faster_whisper')) return;
  await new WhisperModels(store).ensure('whisper-tiny.en', { kind: 'onnx' });
  await store.pull('silero-vad');
}
