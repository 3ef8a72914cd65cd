import { InputRejectedError } from '@switchyard/contracts';
import { mostFileBytes, mostMediaSeconds } from '@switchyard/engine';
import path from 'node:path';
import { MAX_PIXELS } from '../ffmpeg/input-guard';
import type { MediaInfo, ProbedStream, VideoStream } from './media-info';

/** Larger or thinner pictures are no video, and scaling them takes memory and time out of all proportion. */
const LONGEST_SIDE = 16_384;
const MOST_RATIO = 100;
/** Slower audio is no sound, and grows without bound at a usual rate. */
const LEAST_SAMPLE_RATE = 1000;
/** A file of such a length with fewer bits a second is a gap: silence in the best codecs takes about as much. */
const GAP_SECONDS = 1800;
const LEAST_BITS_PER_SECOND = 128;

/** The first video stream; a file without one, without length or with pictures beyond reason is refused. */
export function requireVideo(info: MediaInfo): VideoStream {
  const video = info.streams.find((stream) => stream.type === 'video' && !stream.cover);
  if (!video) throw new InputRejectedError(`${nameOf(info)} has no video: it holds ${contentOf(info)}`);
  const { width = 0, height = 0 } = video;
  if (width < 2 || height < 2) throw new InputRejectedError(`the video of ${nameOf(info)} has no picture size`);
  if (width * height > MAX_PIXELS) {
    throw new InputRejectedError(`the pictures of ${nameOf(info)} are ${width}x${height}, more than can be decoded`);
  }
  if (Math.max(width, height) > LONGEST_SIDE || Math.max(width, height) > MOST_RATIO * Math.min(width, height)) {
    throw new InputRejectedError(
      `the pictures of ${nameOf(info)} are ${width}x${height}; a side may have ${LONGEST_SIDE} pixels and be ${MOST_RATIO} times the other`,
    );
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
  const { sample_rate: rate = 0 } = audio;
  if (rate > 0 && rate < LEAST_SAMPLE_RATE) {
    throw new InputRejectedError(
      `the audio of ${nameOf(info)} has ${rate} samples a second, fewer than ${LEAST_SAMPLE_RATE}`,
    );
  }
  requireLength(info);
  return audio;
}

/** The length of the media in seconds; media of no length, beyond `MAX_MEDIA_SECONDS`, or that is one long gap, is refused. */
export function requireLength(info: MediaInfo): number {
  const { duration, size } = info.format;
  if (duration === null || duration <= 0) throw new InputRejectedError(`${nameOf(info)} has a length of 0 seconds`);
  const most = mostMediaSeconds();
  if (duration > most) {
    throw new InputRejectedError(
      `${nameOf(info)} is ${Math.round(duration)} s long, more than the ${most} s of MAX_MEDIA_SECONDS`,
    );
  }
  if (size > 0 && duration > GAP_SECONDS && (size * 8) / duration < LEAST_BITS_PER_SECOND) {
    throw new InputRejectedError(
      `the ${size} bytes of ${nameOf(info)} cannot hold ${Math.round(duration)} s: it has long gaps`,
    );
  }
  return duration;
}

/** Refuses work whose output would be larger than a file may be, before it begins. */
export function requireRoom(info: MediaInfo, bytes: number): void {
  const most = mostFileBytes();
  if (bytes <= most) return;
  const [expected, limit] = [bytes, most].map((size) => `${Math.round(size / 1024 ** 2)} MB`);
  throw new InputRejectedError(
    `the output of ${nameOf(info)} would take ${expected}, more than the ${limit} of ENGINE_FILE_SIZE`,
  );
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
