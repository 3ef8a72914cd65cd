/** What is written otherwise than it is said. */
type Rule = [written: RegExp, said: string | ((...parts: string[]) => string)];

/** In every language. */
const EVERYWHERE: readonly Rule[] = [
  [/\p{Extended_Pictographic}|\uFE0F|\u200D|[\u2190-\u21FF\u2600-\u27BF]/gu, ' '],
  [/https?:\/\/(?:www\.)?/giu, ''],
  [/(?<=^|\s)[-*•·▪]+\s+/gu, ''], // the mark of an item of a list
  [/[*_`#~|\\<>[\]{}^]/gu, ' '],
  [/…/gu, '...'],
];

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
].concat('November', 'December');
const SHORT_MONTHS = '(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)';
const monthOf = (short: string): string => MONTHS.find((name) => name.startsWith(short.slice(0, 3))) ?? short;

const CURRENCIES: Readonly<Record<string, readonly [unit: string, hundredth: string]>> = {
  $: ['dollar', 'cent'],
  '€': ['euro', 'cent'],
  '£': ['pound', 'penny'],
  '¥': ['yen', 'sen'],
};
const PLURALS: Readonly<Record<string, string>> = { penny: 'pence', yen: 'yen', sen: 'sen' };
const counted = (count: string, unit: string): string =>
  `${count} ${Number(count.replaceAll(',', '')) === 1 ? unit : (PLURALS[unit] ?? `${unit}s`)}`;

/** `$5.50` → `5 dollars 50`, `€2 million` → `2 million euros`. */
function money(_all: string, sign: string, whole: string, hundredths = '', scale = ''): string {
  const [unit, small] = CURRENCIES[sign] ?? ['', ''];
  if (scale !== '') return `${whole}${hundredths && `.${hundredths}`} ${scale} ${PLURALS[unit] ?? `${unit}s`}`;
  const change = Number(hundredths) > 0 ? counted(String(Number(hundredths)), small) : '';
  if (change !== '' && Number(whole) === 0) return change;
  return change === '' ? counted(whole, unit) : `${counted(whole, unit)} and ${change}`;
}

const UNITS: Readonly<Record<string, string>> = {
  ...{ 'km/h': 'kilometres per hour', mph: 'miles per hour', 'm/s': 'metres per second' },
  ...{ km: 'kilometres', cm: 'centimetres', mm: 'millimetres', m: 'metres', ft: 'feet' },
  ...{ kg: 'kilograms', mg: 'milligrams', g: 'grams', lb: 'pounds', lbs: 'pounds', oz: 'ounces' },
  ...{ ml: 'millilitres', l: 'litres', kWh: 'kilowatt hours', kW: 'kilowatts', W: 'watts', V: 'volts' },
  ...{ KB: 'kilobytes', MB: 'megabytes', GB: 'gigabytes', TB: 'terabytes' },
  ...{ Hz: 'hertz', kHz: 'kilohertz', MHz: 'megahertz', GHz: 'gigahertz' },
  ...{ min: 'minutes', ms: 'milliseconds', '°C': 'degrees Celsius', '°F': 'degrees Fahrenheit' },
};
const UNIT = Object.keys(UNITS)
  .sort((a, b) => b.length - a.length)
  .map((unit) => unit.replace('/', '\\/'))
  .join('|');

/** One of it is no plural: `1 km` → `1 kilometre`. */
function measure(_all: string, number: string, unit: string): string {
  const many = UNITS[unit] ?? unit;
  const one = unit === 'ft' ? 'foot' : many.replace(/^(degree|kilometre|metre|mile)s\b/u, '$1').replace(/s$/u, '');
  return `${number} ${number === '1' && !/^[GMk]?Hz$/u.test(unit) ? one : many}`;
}

/** The first digits of a year are said as a number of their own, but not of the years that have a thousand: 1984, 2024; not 2005. */
const year = (_all: string, century: string, rest: string): string =>
  rest === '00' ? `${century} hundred` : `${century} ${rest.startsWith('0') ? `oh ${rest.slice(1)}` : rest}`;

const ENGLISH: readonly Rule[] = [
  [/\be\.g\.(?=[\s,:])/giu, 'for example'],
  [/\bi\.e\.(?=[\s,:])/giu, 'that is'],
  [/\betc\.(?=\s+\p{Ll}|,)/gu, 'et cetera'],
  [/\bvs\.?(?=\s)/giu, 'versus'],
  [/\bapprox\.(?=\s)/giu, 'approximately'],
  [/\b[Nn]o\.\s?(?=\d)/gu, 'number '],
  [/\bPh\.\s?D\.?/gu, 'P H D'],
  [new RegExp(`\\b${SHORT_MONTHS}\\.?\\s(?=\\d)`, 'gu'), (_all, month = '') => `${monthOf(month)} `],
  [
    /\b(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\b/gu,
    (_all, y = '', m = '', d = '') => `${MONTHS[Number(m) - 1]} ${Number(d)}, ${y}`,
  ],
  [/([$€£¥])\s?(\d[\d,]*)(?:\.(\d{1,2}))?(?:\s(million|billion|trillion)\b)?/gu, money],
  [new RegExp(`(?<![\\w.])(\\d[\\d,.]*)\\s?(${UNIT})(?![\\w/])`, 'gu'), measure],
  [/(?<![\d,.])(1[5-9]|20(?=[1-9]))(\d\d)(?![\d,]|\.\d|\s?(?:%|percent))/gu, year],
  [/(?<=\d)\s?[-–]\s?(?=[\d$€£])/gu, ' to '],
  [/(?<=\w)\s&\s(?=\w)/gu, ' and '],
  [/#(?=\d)/gu, 'number '],
];

/** What a voice is given to say: numbers with their units, dates and abbreviations in words, and no marks that are not said. */
export function sayable(sentence: string, language: string): string {
  const rules = language.split('-')[0] === 'en' ? [...ENGLISH, ...EVERYWHERE] : EVERYWHERE;
  const said = rules.reduce((text, [written, words]) => text.replace(written, words as string), sentence);
  return said.replace(/\s+/gu, ' ').trim();
}
