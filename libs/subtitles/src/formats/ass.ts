import type { Cue } from '../cue';
import { cleanText, JOINER, linesOf, oneLine } from '../text';
import { assTime, excerpt, inOrder, MalformedSubtitlesError, parseClock } from '../time';
import { markWords, wordSpans, type WordSpan } from '../word-spans';
import { attempt, raise, type Report } from './faults';
import type { WriteOptions } from './write-options';

/** 2: lines end only where the text says so; 0: long lines are broken, too. */
const header = (wrapping: 0 | 2): string => `[Script Info]
ScriptType: v4.00+
WrapStyle: ${wrapping}
ScaledBorderAndShadow: yes
PlayResX: 1920
PlayResY: 1080

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
`;
const EVENTS = `
[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
`;
/** White first, then colours (BGR) that stay apart for colour-blind eyes (Okabe and Ito). */
const COLOURS = ['FFFFFF', '42E4F0', 'E9B456', '009FE6', '739E00', 'A779CC'];

/** Advanced SubStation Alpha 4+: speakers in the Name field and a colour each, words as karaoke. */
export function writeAss(cues: readonly Cue[], options: WriteOptions = {}): string {
  const names = options.speakers ? [...new Set(cues.map(nameOf).filter((name) => name !== ''))] : [];
  const styleOf = (name: string): string => (names.includes(name) ? `Speaker ${names.indexOf(name) + 1}` : 'Default');
  const size = Math.round(((options.fontSize ?? 16) * 1080) / 288);
  const styles = [style('Default', 0, size), ...names.map((name, index) => style(styleOf(name), index, size))];
  const events = cues.map((cue) => {
    const name = options.speakers ? nameOf(cue) : '';
    const text = options.words ? withKaraoke(cue) : escape(cleanText(cue.text));
    return `Dialogue: 0,${assTime(cue.start)},${assTime(cue.end)},${styleOf(name)},${name},0,0,0,,${text}`;
  });
  return `${header(options.wrapped ? 0 : 2)}${styles.join('\n')}\n${EVENTS}${events.map((event) => `${event}\n`).join('')}`;
}

/** Fields end at a comma, so that a name cannot hold one. */
const nameOf = (cue: Cue): string => oneLine(cue.speaker ?? '').replaceAll(',', ';');

function style(name: string, index: number, size: number): string {
  const colour = COLOURS[index % COLOURS.length] ?? 'FFFFFF';
  return `Style: ${name},sans-serif,${size},&H00${colour},&H00AAAAAA,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,3,1,2,60,60,50,1`;
}

/** `{\k20}` lights a word up for 20 centiseconds, counted on from the end of the one before. */
function withKaraoke(cue: Cue): string {
  const text = cleanText(cue.text);
  const spans = wordSpans(text, cue.words);
  if (!spans) return escape(text);
  const lead = centiseconds((spans[0]?.word.start ?? cue.start) - cue.start);
  const marked = markWords(text, spans, (_, index) => `{\\k${lastsFor(spans, index, cue.end)}}`, escape);
  return lead > 0 ? `{\\k${lead}}${marked}` : marked;
}

function lastsFor(spans: readonly WordSpan[], index: number, cueEnd: number): number {
  const [word, next] = [spans[index]?.word, spans[index + 1]?.word];
  return word ? centiseconds((next?.start ?? cueEnd) - word.start) : 0;
}

const centiseconds = (seconds: number): number => Math.max(0, Math.round(seconds * 100));

/** Reads the dialogue of ASS and SSA, in the order of the file; drawings, effects and styles are left out. */
export function parseAss(file: string, report: Report = raise): Cue[] {
  const cues: Cue[] = [];
  let section = '';
  let fields: string[] = [];
  for (const [index, line] of linesOf(file).entries()) {
    if (line === '') continue;
    section = /^\[(.+)\]\s*$/.exec(line)?.[1]?.toLowerCase() ?? section;
    if (section !== 'events') continue;
    const [, kind, rest = ''] = /^(Format|Dialogue)\s*:(.*)$/i.exec(line) ?? [];
    if (kind?.toLowerCase() === 'format') fields = rest.split(',').map((field) => field.trim().toLowerCase());
    if (kind?.toLowerCase() !== 'dialogue') continue;
    cues.push(...attempt(() => parseDialogue(rest.trimStart(), fields, index + 1), report));
  }
  if (section === '') throw new MalformedSubtitlesError('ASS', 1, 'expected a section such as [Script Info]');
  return cues;
}

function parseDialogue(rest: string, fields: readonly string[], line: number): Cue {
  if (fields.length === 0) throw new MalformedSubtitlesError('ASS', line, 'a Dialogue before the Format of [Events]');
  const parts = rest.split(',');
  if (parts.length < fields.length) {
    const problem = `expected ${fields.length} fields, found ${parts.length}`;
    throw new MalformedSubtitlesError('ASS', line, problem);
  }
  const value = (name: string): string => parts[fields.indexOf(name)]?.trim() ?? '';
  const [start, end] = [parseClock(value('start')), parseClock(value('end'))];
  if (start === undefined || end === undefined) {
    const found = excerpt(`${value('start')},${value('end')}`);
    throw new MalformedSubtitlesError('ASS', line, `expected start and end as h:mm:ss.cc, found ${found}`);
  }
  const text = unescape(parts.slice(fields.length - 1).join(','));
  const cue = { ...inOrder(start, end, 'ASS', line), text };
  return value('name') ? { ...cue, speaker: value('name') } : cue;
}

/** `\{` for braces; after a backslash a joiner, so that it begins no `\N` (as ffmpeg writes it). */
const escape = (text: string): string =>
  text
    .replaceAll('\\', `\\${JOINER}`)
    .replace(/[{}]/g, (brace) => `\\${brace}`)
    .replaceAll('\n', '\\N');

const unescape = (text: string): string =>
  cleanText(
    text
      .replace(/\\([{}])|\{[^{}]*\}/g, (_, brace?: string) => brace ?? '')
      .replace(/\\[Nn]/g, '\n')
      .replaceAll('\\h', '\u00a0'),
  );
