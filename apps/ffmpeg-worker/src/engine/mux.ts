import { InputRejectedError, type MuxInput, type MuxOutput, type MuxedTrack } from '@switchyard/contracts';
import {
  cpuSecondsFor,
  fileUrl,
  guardedInput,
  probeMedia,
  requireLength,
  requireVideo,
  runFfmpeg,
  shortfallOf,
  type MediaInfo,
} from '@switchyard/media';
import path from 'node:path';
import { keptAudio } from './kept-audio';
import { newSound } from './new-sound';
import { keptSubtitles, newSubtitles } from './subtitle-tracks';
import type { Work } from './work';

/** Codecs of pictures that players know in MP4. */
const PICTURES_IN_MP4 = ['h264', 'hevc', 'av1', 'vp9', 'mpeg4', 'mpeg2video', 'mpeg1video'];

/** What one part of the command adds to it. */
export interface Part {
  inputs: string[];
  /** Chains of the filter graph. */
  filters: string[];
  maps: string[];
  degraded: string[];
}

/** Brings subtitles and audio into a video as tracks; the picture is copied as it is. */
export const mux: Work<MuxInput, MuxOutput> = async ({ input, outputDir, tempDir }, { signal, progress }) => {
  const info = await probeMedia(input.video_path, signal);
  const video = requireVideo(info);
  const seconds = requireLength(info);
  requirePlace(video.codec, input.container);
  const audio = await audioParts(input, info, seconds, signal);
  const subtitles = await subtitleParts(input, info, { seconds, tempDir, next: input.audio_path ? 2 : 1 });
  const parts = [...audio, ...subtitles];
  const output = path.join(outputDir, `video.${input.container}`);
  const filters = parts.flatMap((part) => part.filters);
  const graph = filters.length > 0 ? ['-filter_complex', filters.join(';')] : [];
  const maps = ['-map', `0:${video.index}`, '-c:v', 'copy', ...parts.flatMap((part) => part.maps)];
  // FLAC in MP4 is an experiment to older ffmpegs.
  const to = ['-strict', 'experimental', '-map_metadata:g', '-1', '-movflags', '+faststart', fileUrl(output)];
  const inputs = [...guardedInput(input.video_path), ...parts.flatMap((part) => part.inputs)];
  await runFfmpeg([...inputs, ...graph, ...maps, ...to], {
    ...{
      signal,
      cwd: tempDir,
      limits: { cpuSeconds: cpuSecondsFor(info) },
      durationSeconds: seconds,
      onProgress: progress,
    },
  });
  const made = await probeMedia(output, signal);
  return {
    output: {
      video_path: output,
      video_duration: requireLength(made),
      tracks: tracksOf(made),
      degraded: [...shortfallOf(info), ...parts.flatMap((part) => part.degraded)],
    },
    mediaSeconds: seconds,
  };
};

function requirePlace(codec: string, container: MuxInput['container']): void {
  if (container === 'mkv' || PICTURES_IN_MP4.includes(codec)) return;
  throw new InputRejectedError(`MP4 does not hold ${codec} video; ask for the container mkv`);
}

/** The old audio, where it stays, and behind it the new. */
async function audioParts(input: MuxInput, info: MediaInfo, seconds: number, signal: AbortSignal): Promise<Part[]> {
  const keeps = !input.audio_path || input.audio_mode === 'add';
  const old = keeps ? await keptAudio(info, signal, input.container) : { args: [], degraded: [] };
  const kept = { inputs: [], filters: [], maps: keeps ? ['-map', '0:a?', ...old.args] : [], degraded: old.degraded };
  if (!input.audio_path) return [kept];
  const before = keeps ? info.streams.filter(({ type }) => type === 'audio').length : 0;
  return [kept, await newSound(input, input.audio_path, { info, seconds, before, signal })];
}

/** The old subtitles, and behind them the new. */
async function subtitleParts(
  input: MuxInput,
  info: MediaInfo,
  place: { seconds: number; tempDir: string; next: number },
): Promise<Part[]> {
  const old = keptSubtitles(info, input.container);
  if (!input.subtitle_path) return [old.part];
  return [old.part, await newSubtitles(input, input.subtitle_path, { ...place, before: old.count })];
}

const tracksOf = ({ streams }: MediaInfo): MuxedTrack[] =>
  streams.flatMap(({ type, codec, language }) =>
    type === 'video' || type === 'audio' || type === 'subtitle' ? [{ type, codec, language }] : [],
  );
