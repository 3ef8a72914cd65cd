import type { Cue } from '../cue';
import { cleanText, unbroken } from '../text';

export interface SpeakableRules {
  /** Parts of one speaker with less time between them are spoken as one, in seconds. */
  mergeGap: number;
  /** Characters of what is spoken as one. */
  maxChars: number;
}

/** What is written for the deaf and not spoken: `[music]`, `(laughs)`, `（笑）`, notes. */
const SOUNDS = /\[[^[\]]*\]|\([^()]*\)|（[^（）]*）|【[^【】]*】|[♪♫♬]/gu;
const ENDS_SENTENCE = /[.!?…。！？][\p{Pe}\p{Pf}"']*$/u;

/** The cues as they can be spoken: one line each, without sounds, parts of a sentence joined. */
export function speakable(cues: readonly Cue[], { mergeGap, maxChars }: SpeakableRules): Cue[] {
  const spoken: Cue[] = [];
  for (const cue of cues) {
    const text = unbroken(cleanText(cue.text.replace(SOUNDS, ' '))).trim();
    if (!/[\p{L}\p{N}]/u.test(text)) continue;
    const before = spoken.at(-1);
    const joins =
      before &&
      before.speaker === cue.speaker &&
      !ENDS_SENTENCE.test(before.text) &&
      cue.start - before.end < mergeGap &&
      before.text.length + text.length < maxChars;
    if (joins) spoken[spoken.length - 1] = joined(before, cue, text);
    else spoken.push({ start: cue.start, end: cue.end, text, ...(cue.speaker ? { speaker: cue.speaker } : {}) });
  }
  return spoken;
}

const joined = (before: Cue, { end }: Cue, text: string): Cue => ({
  ...before,
  end: Math.max(before.end, end),
  text: unbroken(`${before.text}\n${text}`),
});
