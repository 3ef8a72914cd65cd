import type { JsonSchema } from '@switchyard/contracts';
import { objectIn } from '../json/parse-json';
import type { MeteredModel } from '../usage';
import { LINE_TOKENS } from './line-batches';
import type { LineWork } from './rewrite-lines';

const RULES =
  'You get JSON. "lines" are numbered lines; "before" and "after" only show what stands around them. Answer with a JSON ' +
  'object that has the same numbers as keys, and for each the new text of that line alone. Never join, split, add or leave out lines.';

/** A reply may have twice the tokens of its lines, and a little. */
const REPLY_SHARE = 2;
const SHORT_REPLY_TOKENS = 64;
/** Context takes at most as much room as the lines. */
const MOST_CONTEXT_SHARE = 0.5;

export const promptOf = (instruction: string): string => `${instruction}\n\n${RULES}`;

export interface LineQuestion {
  /** Of the lines that are asked for. */
  places: readonly number[];
  tokens: readonly number[];
  temperature: number;
  onProgress: (fraction: number) => void;
}

export interface LineAnswer {
  got: ReadonlyMap<number, string>;
  /** Why nothing of the reply can be used. */
  problem?: string;
}

/** Asks once for some lines. Each has its number in the reply's schema, so that a model that is held to it loses none. */
export async function askForLines(question: LineQuestion, work: LineWork, model: MeteredModel): Promise<LineAnswer> {
  const { places, tokens, temperature, onProgress } = question;
  const size = places.reduce((sum, at) => sum + (tokens[at] ?? 0), 0);
  const lines = Object.fromEntries(places.map((at) => [String(at + 1), oneLine(work.lines[at] ?? '')]));
  const request = {
    messages: [
      { role: 'system', content: promptOf(work.instruction) } as const,
      { role: 'user', content: JSON.stringify({ ...around(question, work, size), lines }) } as const,
    ],
    temperature: Math.min(2, temperature),
    maxTokens: Math.min(REPLY_SHARE * size + SHORT_REPLY_TOKENS, model.model.replyTokens),
    schema: schemaOf(Object.keys(lines)),
  };
  return linesIn((await model.chat(request, { onProgress })).text, places);
}

function linesIn(reply: string, places: readonly number[]): LineAnswer {
  const json = objectIn(reply);
  if (!json) return { got: new Map(), problem: 'the reply is no JSON object' };
  const asked = new Set(places.map((at) => String(at + 1)));
  const other = Object.keys(json).find((key) => !asked.has(key));
  if (other !== undefined) return { got: new Map(), problem: 'the reply has lines that were not asked for' };
  const texts = Object.entries(json).map(([key, text]) => [Number(key) - 1, text] as const);
  const got = texts.flatMap(([at, text]): [number, string][] =>
    typeof text === 'string' && text.trim() !== '' ? [[at, oneLine(text)]] : [],
  );
  return { got: new Map(got) };
}

const schemaOf = (numbers: readonly string[]): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(numbers.map((number) => [number, { type: 'string' }])),
  required: numbers,
  additionalProperties: false,
});

/** The lines beside those that are asked for, the nearest first to be shown. */
function around(
  { places, tokens }: LineQuestion,
  work: LineWork,
  size: number,
): { before?: string[]; after?: string[] } {
  const room = size * MOST_CONTEXT_SHARE;
  const before = fitting(places[0] ?? 0, -1, { work, tokens, room }).reverse();
  const after = fitting(places.at(-1) ?? 0, 1, { work, tokens, room });
  return { ...(before.length > 0 ? { before } : {}), ...(after.length > 0 ? { after } : {}) };
}

function fitting(
  from: number,
  step: 1 | -1,
  { work, tokens, room }: { work: LineWork; tokens: readonly number[]; room: number },
): string[] {
  const found: string[] = [];
  let left = room;
  for (let at = from + step; found.length < work.overlap; at += step) {
    const line = work.lines[at];
    left -= tokens[at] ?? LINE_TOKENS;
    if (line === undefined || left < 0) break;
    found.push(oneLine(line));
  }
  return found;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
