import type { TFunction } from 'i18next';
import { toldEn } from '../i18n/told.en';

type Sentence = keyof typeof toldEn.sentence;

const escaped = (text: string): string => text.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');

/** `no check for {{seconds}} s` finds `no check for 12 s`, and 12 as `seconds`. */
const patternOf = (form: string): RegExp =>
  new RegExp(`^${escaped(form).replaceAll(/\{\{(\w+)\}\}/g, '(?<$1>.+?)')}$`, 's');

const SENTENCES = Object.entries(toldEn.sentence).map(([name, form]) => ({
  name: name as Sentence,
  pattern: patternOf(form),
}));

/** A sentence that the system composed, in the language of the page; one that is not known stays as it came. */
export function worded(t: TFunction, text: string): string {
  for (const { name, pattern } of SENTENCES) {
    const found = pattern.exec(text);
    if (found) return t(`told.sentence.${name}`, factsOf(t, found.groups ?? {}));
  }
  return text;
}

/** A fact can be a sentence itself; `3rd` is told as a number, too. */
function factsOf(t: TFunction, groups: Record<string, string>): Record<string, string | number> {
  const facts = Object.entries(groups).map(([name, value]) => [name, worded(t, value)] as const);
  return { ...Object.fromEntries(facts), nth: Number.parseInt(groups['place'] ?? '', 10) };
}

/** An event, a kind of failure or an action of the monitor, in a word. */
export const wordOf = (t: TFunction, kind: 'event' | 'error' | 'action', name: string): string =>
  t(`told.${kind}.${name}`, { defaultValue: name.replaceAll('_', ' ') });
