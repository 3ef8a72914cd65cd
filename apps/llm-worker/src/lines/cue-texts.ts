import type { KeptLine } from '@switchyard/contracts';
import type { Cue } from '@switchyard/subtitles';

/** The cues with other texts; times and speakers stay, words go, because they were those of the old text. */
export const withTexts = (cues: readonly Cue[], texts: readonly string[]): Cue[] =>
  cues.map(({ words: _, ...cue }, at) => ({ ...cue, text: texts[at] ?? cue.text }));

/** Says how many lines stayed as they were, and why the first did. */
export function keptWords(kept: readonly KeptLine[], all: number): string[] {
  const [first] = kept;
  return first ? [`${kept.length} of ${all} lines stayed as they were; line ${first.line}: ${first.reason}`] : [];
}
