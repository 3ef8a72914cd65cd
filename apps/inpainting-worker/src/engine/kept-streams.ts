import type { MediaInfo, ProbedStream, VideoStream } from '@switchyard/media';

type Container = 'mp4' | 'mov' | 'mkv';

/** How a container is written, and what it holds of a file beside the picture. */
export interface KeptStreams {
  container: Container;
  /** Maps and copies all streams but the picture. */
  args: string[];
  degraded: string[];
}

const AUDIO_IN_MP4 = ['aac', 'mp3', 'ac3', 'eac3', 'opus', 'flac', 'alac', 'mp2', 'dts'];
/** Subtitles that are copied as they are. */
const SUBTITLES: Readonly<Record<Container, readonly string[]>> = {
  mp4: ['mov_text', 'dvd_subtitle'],
  mov: ['mov_text'],
  mkv: ['subrip', 'ass', 'ssa', 'webvtt', 'text', 'hdmv_pgs_subtitle', 'dvd_subtitle', 'dvb_subtitle'],
};

/** Everything but the picture as it was: in the container in which the file came where that can be written, else in Matroska. */
export function keptStreams(info: MediaInfo, picture: VideoStream): KeptStreams {
  const container = containerOf(info);
  const others = info.streams.filter(({ index }) => index !== picture.index);
  const kept = others.filter((stream) => isKept(stream, container));
  const lost = others.filter((stream) => !kept.includes(stream));
  const maps = kept.flatMap(({ index }) => ['-map', `0:${index}`]);
  // FLAC in MP4 is an experiment to older ffmpegs.
  const form = container === 'mkv' ? [] : ['-strict', 'experimental', '-movflags', '+faststart'];
  return {
    container,
    args: [...maps, '-c', 'copy', ...form],
    degraded: lost.map(
      ({ index, type, codec }) => `stream ${index} (${type}, ${codec}) cannot be kept in ${container}`,
    ),
  };
}

function containerOf({ format, streams }: MediaInfo): Container {
  if (!/\bmp4\b/.test(format.name)) return 'mkv';
  const audio = streams.filter(({ type }) => type === 'audio');
  return audio.every(({ codec }) => AUDIO_IN_MP4.includes(codec)) ? 'mp4' : 'mov';
}

function isKept({ type, codec }: ProbedStream, container: Container): boolean {
  if (type === 'subtitle') return SUBTITLES[container].includes(codec);
  if (type === 'attachment') return container === 'mkv';
  return type !== 'data';
}
