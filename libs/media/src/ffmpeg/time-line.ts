import type { MediaInfo } from '../probe/media-info';

/** Streams further apart than this are taken for a jump of the clock unless ffmpeg is told otherwise, in seconds. */
const JUMP = 10;

/**
 * Arguments for the end of a command that uses one stream of a file: they keep the time line of the whole file, whose zero is
 * where its first stream begins. In transport and program streams ffmpeg moves the zero to the first stream that is *used*, so
 * that stream is used too, for nothing.
 */
export function keptTimeLine({ streams, startTime }: MediaInfo, index: number): string[] {
  const timed = streams.filter(
    ({ type, cover, start }) => !cover && start !== null && (type === 'video' || type === 'audio'),
  );
  const [first] = [...timed].sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  if (!first || first.index === index) return [];
  const late = Math.max(...timed.map(({ start }) => (start ?? 0) - startTime));
  const apart = late > JUMP / 2 ? ['-dts_delta_threshold', String(JUMP + late)] : [];
  return ['-map', `0:${first.index}`, '-c', 'copy', ...apart, '-f', 'null', '-'];
}
