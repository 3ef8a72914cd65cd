/** `1:02:03` or `2:03`; with tenths below a minute. */
export function clock(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const padded = String(rest).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${padded}` : `${minutes}:${padded}`;
}

/** Seconds between two times; up to now where the second is missing. */
export const secondsBetween = (from: string, to: string | null = null): number =>
  ((to ? Date.parse(to) : Date.now()) - Date.parse(from)) / 1000;

/** The seconds that remain by the pace so far; `undefined` while too little is done to tell. */
export function remainingSeconds(startedAt: string | null, progress: number): number | undefined {
  if (!startedAt || progress < 0.02 || progress >= 1) return undefined;
  return (secondsBetween(startedAt) / progress) * (1 - progress);
}

export const bytes = (count: number): string => {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
};
