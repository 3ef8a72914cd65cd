import { InputRejectedError } from '@switchyard/contracts';
import path from 'node:path';
import { MAX_PIXELS } from '../ffmpeg/input-guard';
import type { MediaInfo, ProbedStream, VideoStream } from './media-info';

/** The first video stream; a file without one, without length or with pictures beyond reason is refused. */
export function requireVideo(info: MediaInfo): VideoStream {
  const video = info.streams.find((stream) => stream.type === 'video' && !stream.cover);
  if (!video) throw new InputRejectedError(`${nameOf(info)} has no video: it holds ${contentOf(info)}`);
  const { width = 0, height = 0 } = video;
  if (width < 2 || height < 2) throw new InputRejectedError(`the video of ${nameOf(info)} has no picture size`);
  if (width * height > MAX_PIXELS) {
    throw new InputRejectedError(`the pictures of ${nameOf(info)} are ${width}x${height}, more than can be decoded`);
  }
  requireLength(info);
  return { ...video, type: 'video', width, height };
}

/** Audio stream number `track`, counted from 0 among the audio streams. */
export function requireAudio(info: MediaInfo, track = 0): ProbedStream {
  const tracks = info.streams.filter(({ type }) => type === 'audio');
  const audio = tracks[track];
  if (tracks.length === 0) throw new InputRejectedError(`${nameOf(info)} has no audio: it holds ${contentOf(info)}`);
  if (!audio) {
    const known = tracks.length === 1 ? 'only track 0' : `tracks 0 to ${tracks.length - 1}`;
    throw new InputRejectedError(`${nameOf(info)} has no audio track ${track}: it has ${known}`);
  }
  requireLength(info);
  return audio;
}

/** The length of the media in seconds; media of no length is refused. */
export function requireLength(info: MediaInfo): number {
  const { duration } = info.format;
  if (duration !== null && duration > 0) return duration;
  throw new InputRejectedError(`${nameOf(info)} has a length of 0 seconds`);
}

/** What a file holds, in words: `1 video stream (h264), 2 audio streams (aac, mp3)`. */
export function contentOf({ streams }: MediaInfo): string {
  const kinds = new Map<string, string[]>();
  for (const { type, codec, cover } of streams) {
    const kind = cover ? 'cover picture' : `${type} stream`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), codec]);
  }
  const words = [...kinds].map(
    ([kind, codecs]) => `${codecs.length} ${kind}${codecs.length > 1 ? 's' : ''} (${codecs.join(', ')})`,
  );
  return words.join(', ') || 'no streams at all';
}

const nameOf = (info: MediaInfo): string => path.basename(info.path);
