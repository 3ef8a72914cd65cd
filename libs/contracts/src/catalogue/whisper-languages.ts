import { distance } from 'fastest-levenshtein';

/** The languages of Whisper's tokenizer by code, in its order (openai/whisper, tokenizer.py); `yue` is large-v3's alone. */
export const WHISPER_LANGUAGES: Readonly<Record<string, string>> = {
  en: 'english',
  zh: 'chinese',
  de: 'german',
  es: 'spanish',
  ru: 'russian',
  ko: 'korean',
  fr: 'french',
  ja: 'japanese',
  pt: 'portuguese',
  tr: 'turkish',
  pl: 'polish',
  ca: 'catalan',
  nl: 'dutch',
  ar: 'arabic',
  sv: 'swedish',
  it: 'italian',
  id: 'indonesian',
  hi: 'hindi',
  fi: 'finnish',
  vi: 'vietnamese',
  he: 'hebrew',
  uk: 'ukrainian',
  el: 'greek',
  ms: 'malay',
  cs: 'czech',
  ro: 'romanian',
  da: 'danish',
  hu: 'hungarian',
  ta: 'tamil',
  no: 'norwegian',
  th: 'thai',
  ur: 'urdu',
  hr: 'croatian',
  bg: 'bulgarian',
  lt: 'lithuanian',
  la: 'latin',
  mi: 'maori',
  ml: 'malayalam',
  cy: 'welsh',
  sk: 'slovak',
  te: 'telugu',
  fa: 'persian',
  lv: 'latvian',
  bn: 'bengali',
  sr: 'serbian',
  az: 'azerbaijani',
  sl: 'slovenian',
  kn: 'kannada',
  et: 'estonian',
  mk: 'macedonian',
  br: 'breton',
  eu: 'basque',
  is: 'icelandic',
  hy: 'armenian',
  ne: 'nepali',
  mn: 'mongolian',
  bs: 'bosnian',
  kk: 'kazakh',
  sq: 'albanian',
  sw: 'swahili',
  gl: 'galician',
  mr: 'marathi',
  pa: 'punjabi',
  si: 'sinhala',
  km: 'khmer',
  sn: 'shona',
  yo: 'yoruba',
  so: 'somali',
  af: 'afrikaans',
  oc: 'occitan',
  ka: 'georgian',
  be: 'belarusian',
  tg: 'tajik',
  sd: 'sindhi',
  gu: 'gujarati',
  am: 'amharic',
  yi: 'yiddish',
  lo: 'lao',
  uz: 'uzbek',
  fo: 'faroese',
  ht: 'haitian creole',
  ps: 'pashto',
  tk: 'turkmen',
  nn: 'nynorsk',
  mt: 'maltese',
  sa: 'sanskrit',
  lb: 'luxembourgish',
  my: 'myanmar',
  bo: 'tibetan',
  tl: 'tagalog',
  mg: 'malagasy',
  as: 'assamese',
  tt: 'tatar',
  haw: 'hawaiian',
  ln: 'lingala',
  ha: 'hausa',
  ba: 'bashkir',
  jw: 'javanese',
  su: 'sundanese',
  yue: 'cantonese',
};

/** Says what is wrong with a language code, with the codes that may be meant, or nothing. */
export function languageProblem(code: string): string | undefined {
  if (Object.hasOwn(WHISPER_LANGUAGES, code)) return undefined;
  const near = nearLanguages(code.slice(0, 64).trim().toLowerCase());
  const hint =
    near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'it is a code such as en, zh or de, or auto to detect it';
  return `"${code.slice(0, 64)}" is no language Whisper knows; ${hint}`;
}

/** The code that `en-US` begins with, the language of that name, else what is spelled almost alike. */
function nearLanguages(asked: string): string[] {
  const primary = asked.split(/[-_]/, 1)[0] ?? '';
  if (Object.hasOwn(WHISPER_LANGUAGES, primary)) return [primary];
  const scored = Object.entries(WHISPER_LANGUAGES).map(([code, name]) => ({
    said: `${code} (${name})`,
    away: Math.min(
      distance(asked, name) / Math.max(asked.length, name.length),
      asked.length > 1 && asked.length < 4 ? distance(asked, code) / 3 : 1,
    ),
  }));
  return scored
    .filter(({ away }) => away <= 0.34)
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map(({ said }) => said);
}

/** The code of a language as clients write it: `en`, `en-US` or `English`. What is none stays as it is. */
export function languageCodeOf(language: string): string {
  const name = language.trim().toLowerCase();
  const [code = name] = name.split(/[-_]/, 1);
  if (Object.hasOwn(WHISPER_LANGUAGES, code)) return code;
  return Object.entries(WHISPER_LANGUAGES).find(([, known]) => known === name)?.[0] ?? name;
}
