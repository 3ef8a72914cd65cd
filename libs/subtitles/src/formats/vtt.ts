import type { Cue } from '../cue';
import { blocksOf, cleanText, linesOf, oneLine, type Block } from '../text';
import { MalformedSubtitlesError, parseTiming, vttTime } from '../time';
import { markWords, wordSpans } from '../word-spans';
import { attempt, raise, type Report } from './faults';
import type { WriteOptions } from './write-options';

/** WebVTT (W3C): `<v name>` says who speaks, `<00:00:01.000>` when a word begins. */
export function writeVtt(cues: readonly Cue[], options: WriteOptions = {}): string {
  const blocks = cues.map((cue) => {
    const text = options.words ? withWordTimes(cue) : escape(cleanText(cue.text));
    const said = options.speakers && cue.speaker ? `<v ${escape(oneLine(cue.speaker))}>${text}</v>` : text;
    return `${vttTime(cue.start)} --> ${vttTime(cue.end)}\n${said}\n`;
  });
  return ['WEBVTT\n', ...blocks].join('\n');
}

function withWordTimes(cue: Cue): string {
  const text = cleanText(cue.text);
  const spans = wordSpans(text, cue.words);
  return spans ? markWords(text, spans, ({ start }) => `<${vttTime(start)}>`, escape) : escape(text);
}

/** Reads WebVTT; notes, styles, regions and tags other than the speaker's are left out. */
export function parseVtt(file: string, report: Report = raise): Cue[] {
  const lines = linesOf(file);
  if (!/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '')) {
    throw new MalformedSubtitlesError('WebVTT', 1, 'expected WEBVTT');
  }
  const [header, ...rest] = blocksOf(lines);
  const blocks = [...(header ? cueInHeader(header) : []), ...rest];
  return blocks
    .filter((block) => !/^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(block.lines[0] ?? ''))
    .flatMap((block) => attempt(() => parseBlock(block), report));
}

/** Some files have no empty line between the header and the first cue. */
function cueInHeader({ line, lines }: Block): Block[] {
  const at = lines.findIndex((text) => text.includes('-->'));
  return at < 1 ? [] : [{ line: line + at, lines: lines.slice(at) }];
}

function parseBlock({ line, lines }: Block): Cue {
  const at = lines[0]?.includes('-->') ? 0 : 1;
  const times = parseTiming(lines[at] ?? '', 'WebVTT', line + Math.min(at, lines.length - 1));
  const payload = lines.slice(at + 1).join('\n');
  const speaker = /<v(?:\.[^ \t<>]*)?[ \t]([^<>]*)>/.exec(payload)?.[1];
  const text = cleanText(unescape(payload.replace(/<[^<>]*>/g, '')));
  return speaker ? { ...times, text, speaker: oneLine(unescape(speaker)) } : { ...times, text };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&nbsp;': '\u00a0',
  '&quot;': '"',
  '&#39;': "'",
  '&lrm;': '\u200e',
  '&rlm;': '\u200f',
};

const escape = (text: string): string => text.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign);
const unescape = (text: string): string => text.replace(/&(?:[a-z]+|#39);/g, (entity) => ENTITIES[entity] ?? entity);
