import { characterErrorRate } from './character-errors';
import type { Answer } from './picture-reader';
import type { Strip } from './strips';

/** One strip read once by one engine. */
export interface Measurement extends Answer {
  engine: string;
  strip: Strip;
}

interface Summary {
  engine: string;
  /** Median seconds a strip. */
  seconds: number;
  characterErrorRate: number;
  peakMegabytes: number;
  /** Character error rate by language and condition. */
  byGroup: Record<string, number>;
}

/** Prints a line per engine; times and errors also as ratios to the first engine's. */
export function printReport(measurements: Measurement[], asJson: boolean): void {
  const summaries = summarise(measurements);
  if (asJson) return console.log(JSON.stringify(summaries, null, 2));
  const [first] = summaries;
  console.table(
    summaries.map(({ engine, seconds, characterErrorRate: errors, peakMegabytes }) => ({
      engine,
      'seconds a strip': seconds.toFixed(3),
      'times as long': (seconds / first!.seconds).toFixed(1),
      'character errors': percent(errors),
      'memory (MB)': peakMegabytes.toFixed(0),
    })),
  );
  console.table(
    Object.fromEntries(
      summaries.map(({ engine, byGroup }) => [
        engine,
        Object.fromEntries(Object.entries(byGroup).map(([group, errors]) => [group, percent(errors)])),
      ]),
    ),
  );
}

export function summarise(measurements: Measurement[]): Summary[] {
  return [...groupBy(measurements, ({ engine }) => engine)].map(([engine, own]) => ({
    engine,
    seconds: median(own.map(({ seconds }) => seconds)),
    characterErrorRate: errorRate(own),
    peakMegabytes: Math.max(...own.map(({ peakMegabytes }) => peakMegabytes)),
    byGroup: Object.fromEntries(
      [...groupBy(own, ({ strip }) => `${strip.language} ${strip.condition}`)].map(([group, members]) => [
        group,
        errorRate(members),
      ]),
    ),
  }));
}

function errorRate(measurements: Measurement[]): number {
  return characterErrorRate(
    measurements.map(({ strip, text }) => ({ wanted: strip.text, read: text, language: strip.language })),
  );
}

function groupBy<T>(items: T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
