import { wordErrorRate } from '@switchyard/subtitles';
import { median, quantile } from '../statistics';
import type { Clip } from './clips';
import { ENGINES, type ColdStart, type Engine, type Measurement } from './measure';
import { BEAMS, LONG, MOST_THREADS, THREADS } from './plan';
import { compareWordTimes } from './word-times';

/** A row of a table: its title under the empty name, then a value per column. */
export type Row = Record<string, string | number>;

export interface Results {
  clips: Clip[];
  /** Those of the clips whose times count. */
  timed: Clip[];
  measurements: Measurement[];
  coldStarts: ColdStart[];
}

const [PEER, OURS] = ENGINES;

/** Seconds of computing a second of speech, of all recordings together, each with its median time. */
export function speedRows({ timed, measurements }: Results): Row[] {
  return THREADS.flatMap((threads) =>
    BEAMS.map((beamSize) => {
      const own = measurements.filter(
        (each) => each.threads === threads && each.beamSize === beamSize && !each.wordTimestamps,
      );
      const factor = (engine: Engine, time: 'seconds' | 'cpuSeconds'): number =>
        sum(timed.map(({ name }) => medianOf(own, engine, name, time))) / sum(timed.map(({ seconds }) => seconds));
      return {
        '': `${threads} ${threads === 1 ? 'thread' : 'threads'}, beam ${beamSize}`,
        ...compared('', factor(PEER, 'seconds'), factor(OURS, 'seconds')),
        ...compared('CPU ', factor(PEER, 'cpuSeconds'), factor(OURS, 'cpuSeconds')),
      };
    }),
  );
}

function medianOf(own: Measurement[], engine: Engine, clip: string, time: 'seconds' | 'cpuSeconds'): number {
  return median(own.filter((each) => each.clip === clip && each.engine === engine).map((each) => each[time]));
}

const compared = (title: string, peer: number, ours: number): Row => ({
  [`${title}${PEER}`]: peer.toFixed(4),
  [`${title}${OURS}`]: ours.toFixed(4),
  [`${title}ratio`]: `${(ours / peer).toFixed(2)}×`,
});

/** Word error rates in percent: of each language, of noisy and of all recordings. */
export function errorRows({ clips, measurements }: Results): Row[] {
  const spoken = clips.filter(({ name, text }) => text && measurements.some(({ clip }) => clip === name));
  const clean = spoken.filter(({ noisy }) => !noisy);
  const languages = [...new Set(clean.map(({ language }) => language))];
  const groups: [string, Clip[]][] = [
    ...languages.map((name): [string, Clip[]] => [name, clean.filter(({ language }) => language === name)]),
    ['noisy', spoken.filter(({ noisy }) => noisy)],
    [`all but ${LONG}`, spoken.filter(({ name }) => name !== LONG)],
    ['all', spoken],
  ];
  const settings = [
    ...BEAMS.map((beamSize) => ({ title: `beam ${beamSize}`, beamSize, wordTimestamps: false })),
    { title: 'beam 5, word times', beamSize: 5, wordTimestamps: true },
  ];
  return groups.map(([name, members]) => {
    const row: Row = { '': name, recordings: members.length, words: sum(members.map(wordCount)) };
    for (const { title, beamSize, wordTimestamps } of settings) {
      const rates = ENGINES.map((engine) => {
        const own = measurements.filter(
          (each) =>
            each.engine === engine &&
            each.threads === MOST_THREADS &&
            each.beamSize === beamSize &&
            each.wordTimestamps === wordTimestamps,
        );
        return (errorRate(own, members) * 100).toFixed(2);
      });
      row[title] = rates.join(' / ');
    }
    return row;
  });
}

/** Errors over words of all recordings together. */
function errorRate(own: Measurement[], clips: Clip[]): number {
  const errors = clips.map((clip) => {
    const read = own.find((each) => each.clip === clip.name)?.text ?? '';
    return wordErrorRate(read, clip.text ?? '') * wordCount(clip);
  });
  return sum(errors) / sum(clips.map(wordCount));
}

const wordCount = ({ text }: Clip): number => text?.split(/\s+/u).length ?? 0;

/** Milliseconds between the places where the two engines hear the same word. */
export function wordTimeRows({ clips, measurements }: Results): Row[] {
  const wordsOf = (name: string, engine: Engine) =>
    measurements.find((each) => each.wordTimestamps && each.clip === name && each.engine === engine)?.words ?? [];
  const pairs = clips.map(({ name }) => compareWordTimes(wordsOf(name, OURS), wordsOf(name, PEER)));
  return (['starts', 'ends'] as const).map((edge) => {
    const differences = pairs.flatMap((each) => each[edge]).sort((a, b) => a - b);
    return {
      '': edge,
      'same words': `${differences.length} of ${sum(pairs.map((each) => each.of))}`,
      'at the same time': (differences.filter((each) => each === 0).length / differences.length).toFixed(3),
      'median (ms)': quantile(differences, 0.5),
      'p95 (ms)': quantile(differences, 0.95),
    };
  });
}

export function processRows({ measurements, coldStarts }: Results): Row[] {
  return ENGINES.map((engine) => {
    const memory = THREADS.map((threads) => {
      const own = measurements.filter((each) => each.engine === engine && each.threads === threads);
      const peak = Math.max(...own.map(({ peakMegabytes }) => peakMegabytes));
      return [`memory, ${threads}t (MB)`, peak.toFixed(0)] as const;
    });
    const starts = coldStarts.filter((each) => each.engine === engine).map(({ seconds }) => seconds);
    return { '': engine, 'first transcript after (s)': median(starts).toFixed(2), ...Object.fromEntries(memory) };
  });
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
