import { fitTimes, splitCue, type Cue, type LineRules, type TimeRules } from '@switchyard/subtitles';
import { setImmediate } from 'node:timers/promises';

/** After so long the wish that the work ends gets its turn, whatever the lines cost and however busy the machine is. */
const STEP_MS = 10;

/** `layoutCues` for files of any size: tells how far it is and ends on `signal`. */
export async function layoutInSteps(
  cues: readonly Cue[],
  rules: LineRules & TimeRules,
  signal: AbortSignal,
  progress: (fraction: number) => void,
): Promise<Cue[]> {
  const split: Cue[] = [];
  let began = performance.now();
  for (const [index, cue] of cues.entries()) {
    for (const part of splitCue(cue, rules)) split.push(part);
    if (performance.now() - began < STEP_MS) continue;
    progress((index + 1) / cues.length);
    await setImmediate();
    signal.throwIfAborted();
    began = performance.now();
  }
  return fitTimes(split, rules);
}
