import { timedPictures, type Box, type MediaInfo, type VideoStream, yuvSize } from '@switchyard/media';
import type { Plane } from './opencv';
import type { Mask } from './stroke-mask';

/** A mask and the time in which it holds, in seconds. */
export interface TimedMask {
  start: number;
  end: number;
  mask: Mask;
}

/** Part of the picture that is painted anew in each frame. */
export interface Painting {
  box: Box;
  masks: readonly TimedMask[];
  painter: FramePainter;
}

/** Paints the pixels of masks anew, from brightness and colours around them. */
export interface FramePainter {
  /** How many pictures it paints at once. */
  lanes: number;
  paint(planes: Plane[], masks: readonly Mask[]): Promise<Plane[]>;
}

/** The unit of time of the patches. */
const PER_SECOND = 1_000_000;
/** Pictures in the hand of each lane: one that is painted, and one that waits for it. */
const IN_HAND = 2;
/** Patches come this much later than their pictures, behind one at 0: ffmpeg moves what comes first to the time 0. */
export const LEAD_SECONDS = 0.001;

/**
 * The part of each picture of a video that is painted anew, with the time of the picture, as an IVF stream of raw yuv420p: of all
 * formats that hold raw pictures and a time for each it is the simplest.
 */
export async function* patches(
  { box, masks, painter }: Painting,
  { info, video, signal }: { info: MediaInfo; video: VideoStream; signal: AbortSignal },
): AsyncGenerator<Uint8Array, void> {
  yield ivfHeader(box);
  const size = yuvSize(box.width, box.height);
  const sorted = [...masks].sort((a, b) => a.start - b.start);
  const pending: { time: number; planes: Promise<Plane[]> }[] = [];
  let isFirst = true;
  async function* written(most: number): AsyncGenerator<Uint8Array, void> {
    while (pending.length > most) {
      const { time, planes } = pending.shift()!;
      const frame = await planes;
      if (isFirst) yield ivfFrame(frame, 0, size);
      isFirst = false;
      yield ivfFrame(frame, Math.round((time + LEAD_SECONDS) * PER_SECOND), size);
    }
  }
  for await (const { time, yuv } of timedPictures({
    info,
    video,
    box,
    size: box,
    leastApart: 0,
    asStored: true,
    signal,
  })) {
    while (sorted[0] && sorted[0].end < time) sorted.shift();
    const now = sorted.filter(({ start, end }) => start <= time && end >= time).map(({ mask }) => mask);
    const planes = planesOf(Buffer.from(yuv), box);
    const painted = now.length > 0 ? painter.paint(planes, now) : Promise.resolve(planes);
    // It fails where it is awaited.
    painted.catch(() => undefined);
    pending.push({ time, planes: painted });
    yield* written(IN_HAND * painter.lanes);
  }
  yield* written(0);
}

/** Brightness and colours, which lie behind each other; what lies behind the picture is no part of it. */
function planesOf(yuv: Uint8Array, { width, height }: Box): Plane[] {
  const stamped = yuv.length / (width * 1.5);
  const [half, rows] = [width >> 1, stamped >> 1];
  const light = { data: yuv.subarray(0, width * height), width, height };
  const colours = [0, 1].map((number) => {
    const from = width * stamped + number * half * rows;
    return { data: yuv.subarray(from, from + half * (height >> 1)), width: half, height: height >> 1 };
  });
  return [light, ...colours];
}

function ivfHeader({ width, height }: Box): Uint8Array {
  const header = Buffer.alloc(32);
  header.write('DKIF', 0, 'latin1');
  header.writeUInt16LE(32, 6);
  header.write('I420', 8, 'latin1');
  header.writeUInt16LE(width, 12);
  header.writeUInt16LE(height, 14);
  header.writeUInt32LE(PER_SECOND, 16);
  header.writeUInt32LE(1, 20);
  return header;
}

function ivfFrame(planes: readonly Plane[], time: number, size: number): Uint8Array {
  const head = Buffer.alloc(12);
  head.writeUInt32LE(size, 0);
  head.writeBigUInt64LE(BigInt(time), 4);
  return Buffer.concat([head, ...planes.map(({ data }) => data)]);
}
