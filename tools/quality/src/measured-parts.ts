import { loadavg } from 'node:os';
import type { Measured } from './report';

/** What the parts gave that were asked for, and why others gave nothing. */
export interface MeasuredParts {
  /** By part: what was known before, and what is new. */
  known: Record<string, Measured>;
  failed: string[];
}

interface Measuring {
  parts: readonly string[];
  quick: boolean;
  /** Figures of runs before this one. */
  before: Readonly<Record<string, Measured>>;
  measure: (part: string) => Promise<Measured['figures']>;
  /** Keeps what is known after each part. */
  keep: (known: Readonly<Record<string, Measured>>) => Promise<void>;
  say: (line: string) => void;
}

/** Measures one part after the other. The figures of a part that fails stay as they were, and the others are still measured. */
export async function measureParts({ parts, quick, before, measure, keep, say }: Measuring): Promise<MeasuredParts> {
  const known = { ...before };
  const failed: string[] = [];
  for (const part of parts) {
    say(part);
    const [load = 0] = loadavg();
    try {
      known[part] = { figures: await measure(part), load, quick };
      await keep(known);
    } catch (error) {
      failed.push(`${part}: ${error instanceof Error ? error.message : String(error)}`);
      say(`  failed: ${failed.at(-1)}`);
    }
  }
  return { known, failed };
}
