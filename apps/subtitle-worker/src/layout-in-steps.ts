import { fitTimes, splitCue, type Cue, type LineRules, type TimeRules } from '@switchyard/subtitles';
import { setImmediate } from 'node:timers/promises';

/** Laid out in some tens of milliseconds, so that heartbeats and a cancellation get their turn. */
const CHARACTERS_PER_STEP = 50_000;

/** `layoutCues` for files of any size: lets the event loop breathe and ends on `signal`. */
export async function layoutInSteps(
  cues: readonly Cue[],
  rules: LineRules & TimeRules,
  signal: AbortSignal,
  progress: (fraction: number) => void,
): Promise<Cue[]> {
  const split: Cue[] = [];
  let characters = 0;
  for (const [index, cue] of cues.entries()) {
    for (const part of splitCue(cue, rules)) split.push(part);
    characters += cue.text.length;
    if (characters < CHARACTERS_PER_STEP) continue;
    characters = 0;
    progress((index + 1) / cues.length);
    await setImmediate();
    signal.throwIfAborted();
  }
  return fitTimes(split, rules);
}
