/** Seconds of output written so far, from one `key=value` line of `ffmpeg -progress`; undefined for other lines. */
export function secondsOf(line: string): number | undefined {
  // `out_time_ms` counts microseconds as well, `out_time_us` is missing before ffmpeg 4.
  const found = /^out_time_us=(-?\d+)$/.exec(line.trim());
  return found ? Math.max(0, Number(found[1]) / 1_000_000) : undefined;
}

/** How far work of a known length is; stays below 1 until it has ended, and never goes back. */
export function progressOf(
  durationSeconds: number | undefined,
  tell?: (fraction: number) => void,
): (seconds: number) => void {
  let furthest = 0;
  return (seconds) => {
    if (!tell || !durationSeconds || durationSeconds <= 0) return;
    const fraction = Math.min(0.999, seconds / durationSeconds);
    if (fraction <= furthest) return;
    furthest = fraction;
    tell(fraction);
  };
}
