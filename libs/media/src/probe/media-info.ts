import type { MediaStream } from '@switchyard/contracts';

/** A stream as it was found; sizes are those of the picture as it is shown (rotation applied). */
export interface ProbedStream extends MediaStream {
  /** A cover picture, not a video. */
  cover: boolean;
  frames: number | null;
  /** Where it begins on the file's own clock, in seconds; null where nothing says so. */
  start: number | null;
  /** Audio whose channels have places (left, right, …), so that ffmpeg knows how to mix them. */
  placed: boolean;
  title: string | null;
  /** The unit of its times, as `1/90000` of a second; null where nothing says so. */
  timeBase: string | null;
  /** A player turns its pictures, and so does ffmpeg before all filters. */
  turned: boolean;
}

/** What a media file holds. */
export interface MediaInfo {
  path: string;
  format: { name: string; duration: number | null; size: number; bit_rate: number | null };
  streams: ProbedStream[];
  /** Where the file begins on its own clock, in seconds: what a player shows as 0. */
  startTime: number;
  /** The file holds less than it states. */
  endsEarly?: { statedSeconds: number; missingSeconds: number };
}

/** A stream that is a video, with what every video has. */
export type VideoStream = ProbedStream & { type: 'video'; width: number; height: number };

type Json = Record<string, unknown>;

/** The typed form of what `ffprobe -of json -show_streams -show_format` printed. */
export function toMediaInfo(path: string, printed: string): MediaInfo {
  const { format, streams } = JSON.parse(printed) as { format?: Json; streams?: Json[] };
  const read = (streams ?? []).map(toStream);
  const durations = read.map(({ duration }) => duration ?? 0);
  const longest = Math.max(0, ...durations);
  return {
    path,
    format: {
      name: toText(format?.['format_name']) ?? '',
      duration: toNumber(format?.['duration']) ?? (longest > 0 ? longest : null),
      size: toNumber(format?.['size']) ?? 0,
      bit_rate: toNumber(format?.['bit_rate']),
    },
    streams: read,
    startTime: toNumber(format?.['start_time']) ?? 0,
  };
}

const TYPES = ['video', 'audio', 'subtitle', 'data', 'attachment'] as const;

function toStream(raw: Json): ProbedStream {
  const type = TYPES.find((known) => known === raw['codec_type']) ?? 'data';
  const tags = (raw['tags'] ?? {}) as Json;
  const common = {
    index: toNumber(raw['index']) ?? 0,
    type,
    codec: toText(raw['codec_name']) ?? 'unknown',
    language: languageOf(tags['language']),
    duration: toNumber(raw['duration']) ?? toSeconds(tags['DURATION']),
    frames: toNumber(raw['nb_frames']),
    start: toNumber(raw['start_time']),
    placed: hasPlaces(raw),
    title: toText(tags['title']) ?? null,
    timeBase: toText(raw['time_base']) ?? null,
    cover: (raw['disposition'] as Json | undefined)?.['attached_pic'] === 1,
    turned: rotations(raw['side_data_list']).some((rotation) => rotation !== 0),
  };
  if (type === 'video') return { ...common, ...pictureOf(raw) };
  if (type !== 'audio') return common;
  return { ...common, sample_rate: toNumber(raw['sample_rate']) ?? 0, channels: toNumber(raw['channels']) ?? 0 };
}

function hasPlaces({ channel_layout: layout, channels }: Json): boolean {
  if (typeof layout === 'string' && layout !== 'unknown') return !/channels|ambisonic/.test(layout);
  return (toNumber(channels) ?? 0) <= 2;
}

function pictureOf(raw: Json): Pick<MediaStream, 'width' | 'height' | 'fps'> {
  const [width, height] = [toNumber(raw['width']) ?? 0, toNumber(raw['height']) ?? 0];
  const fps = toRate(raw['avg_frame_rate']) ?? toRate(raw['r_frame_rate']) ?? undefined;
  const lies = isOnItsSide(raw['side_data_list']);
  return { width: lies ? height : width, height: lies ? width : height, fps };
}

const isOnItsSide = (sideData: unknown): boolean =>
  rotations(sideData).some((rotation) => Math.abs(rotation) % 180 === 90);

const rotations = (sideData: unknown): number[] =>
  Array.isArray(sideData) ? (sideData as Json[]).map((entry) => toNumber(entry['rotation']) ?? 0) : [];

/** `30000/1001` → 29.97; a rate that cannot be real is none, one below 1 stays exact: its frames last long. */
export function toRate(text: unknown): number | null {
  const [top, bottom = 1] = String(text).split('/').map(Number);
  const rate = top! / bottom;
  if (!Number.isFinite(rate) || rate <= 0 || rate > 1000) return null;
  return rate < 1 ? rate : Math.round(rate * 1000) / 1000;
}

const toText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** `und` is the code of ISO 639-2 for a language that is not stated. */
const languageOf = (code: unknown): string | null => (code === 'und' ? null : (toText(code) ?? null));

function toNumber(value: unknown): number | null {
  if (value === undefined || value === null || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** `00:01:02.500000000`, as Matroska has it, in seconds. */
function toSeconds(value: unknown): number | null {
  const parts = /^(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(String(value));
  return parts ? Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3]) : null;
}
