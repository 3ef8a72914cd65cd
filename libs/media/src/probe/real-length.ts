import { open } from 'node:fs/promises';
import { runTool } from '@switchyard/engine';
import { PROBE_LIMITS } from '../ffmpeg/limits';
import { fileUrl, GUARD } from '../ffmpeg/input-guard';
import { INSTALL_FFMPEG } from '../ffmpeg/run-ffmpeg';
import type { MediaInfo, ProbedStream } from './media-info';

/** What a stated and a real length may differ by, in seconds: containers round, and encoders pad. */
const TOLERANCE = 1;
/** How much of the end is looked at first, in seconds. */
const TAIL = 10;
/** Containers in which each stream states an exact length of its own. */
const EXACT_STREAMS = /\bmp4\b/;
/** Containers whose length may be counted from the time 0, also where the film begins later. */
const FROM_ZERO = /\b(matroska|mp4)\b/;

/** What the packets of a file say. */
interface Packets {
  /** Where each stream ends, by its index, in seconds from the beginning of the file. */
  ends: Map<number, number>;
  /** Whether there are packets without a time, as in raw streams. */
  untimed: boolean;
}

/**
 * The info with the length that is really there. A file that was cut off holds less than it states and `endsEarly`; one that
 * was joined, or whose length is only `guessed`, may hold more. Looks at the end of the file, and reads all of it (without
 * decoding) only when something is missing there.
 */
export async function withRealLength(info: MediaInfo, guessed: boolean, signal: AbortSignal): Promise<MediaInfo> {
  const stated = statedLength(info);
  if (stated === null || !info.streams.some(isMedia)) return info;
  const tail = await packetsOf(info.path, signal, info, Math.max(0, stated - TAIL));
  const { ends, untimed } = missingIn(info, stated, tail.ends) > 0 ? await packetsOf(info.path, signal, info) : tail;
  if (untimed) return info;
  const real = Math.max(0, ...ends.values());
  const missing = guessed ? await missingInWav(info) : missingIn(info, stated, ends);
  const duration = guessed || Math.abs(real - stated) > TOLERANCE ? toMilliseconds(real) : stated;
  const streams = info.streams.map((stream) => withRealEnd(stream, info, ends));
  const endsEarly =
    missing > TOLERANCE ? { missingSeconds: missing, statedSeconds: guessed ? real + missing : stated } : undefined;
  return { ...info, format: { ...info.format, duration }, streams, endsEarly };
}

/** What a task on a file that ends early says in its `degraded`. */
export function shortfallOf({ endsEarly }: MediaInfo): string[] {
  if (!endsEarly) return [];
  const [missing, stated] = [endsEarly.missingSeconds, endsEarly.statedSeconds].map((seconds) => seconds.toFixed(1));
  return [`the file ends early: ${missing} s of the ${stated} s that it states are missing`];
}

const isMedia = ({ type, cover }: ProbedStream): boolean => (type === 'video' && !cover) || type === 'audio';

/** The least that the file may mean by the length it states. */
function statedLength({ format: { name, duration }, startTime }: MediaInfo): number | null {
  return duration !== null && FROM_ZERO.test(name) ? Math.max(0, duration - Math.max(0, startTime)) : duration;
}

/** Seconds that the file states and that its packets do not hold; 0 where they differ by less than matters. */
function missingIn({ format, streams, startTime }: MediaInfo, stated: number, ends: Packets['ends']): number {
  const own = EXACT_STREAMS.test(format.name) ? streams.filter(isMedia) : [];
  const missing = own.map(
    ({ index, start, duration }) => (start ?? 0) - startTime + (duration ?? 0) - (ends.get(index) ?? 0),
  );
  const most = Math.max(stated - Math.max(0, ...ends.values()), ...missing);
  return most > TOLERANCE ? most : 0;
}

function withRealEnd(stream: ProbedStream, { startTime }: MediaInfo, ends: Packets['ends']): ProbedStream {
  const end = ends.get(stream.index);
  if (stream.duration === null || end === undefined || !isMedia(stream)) return stream;
  const real = Math.max(0, end + startTime - (stream.start ?? startTime));
  if (Math.abs(stream.duration - real) <= TOLERANCE) return stream;
  return { ...stream, duration: toMilliseconds(real), frames: null };
}

/** The length of a WAV that was cut off is guessed too, but its header says how many bytes follow; beyond 2 GB it says nothing. */
async function missingInWav({ path, format }: MediaInfo): Promise<number> {
  if (format.name !== 'wav' || !format.bit_rate) return 0;
  const head = Buffer.alloc(8);
  const file = await open(path);
  await file.read(head, 0, 8, 0).finally(() => file.close());
  const stated = head.toString('latin1', 0, 4) === 'RIFF' ? head.readUInt32LE(4) + 8 : 0;
  return stated < 0x7fff0000 ? ((stated - format.size) * 8) / format.bit_rate : 0;
}

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** The packets of the file from a second of it on, or all. */
async function packetsOf(file: string, signal: AbortSignal, { startTime }: MediaInfo, from?: number): Promise<Packets> {
  const [ends, found] = [new Map<number, number>(), { untimed: false }];
  const onLine = (line: string) => {
    const [index, pts, dts, length] = line.split(',').map(Number);
    const time = Number.isFinite(pts) ? pts : dts;
    if (index === undefined || !Number.isInteger(index) || line === '') return;
    if (time === undefined || !Number.isFinite(time)) found.untimed = true;
    else ends.set(index, Math.max(ends.get(index) ?? 0, time + (length || 0) - startTime));
  };
  const part = from === undefined ? [] : ['-read_intervals', `${(startTime + from).toFixed(3)}%`];
  const shown = ['-show_entries', 'packet=stream_index,pts_time,dts_time,duration_time', '-of', 'csv=p=0'];
  // It fails where the file breaks off; what was read until then counts.
  await runTool('ffprobe', ['-v', 'quiet', ...GUARD, ...part, ...shown, '-i', fileUrl(file)], {
    ...{ signal, install: INSTALL_FFMPEG, limits: PROBE_LIMITS, onLine },
  });
  return { ends, untimed: found.untimed && ends.size === 0 };
}
