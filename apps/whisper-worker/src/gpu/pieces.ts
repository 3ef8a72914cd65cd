import { deflateSync } from 'node:zlib';
import type { Segment, Word } from '../transcriber';

/** A piece of text with its times in seconds: a segment of whisper.cpp. */
export interface Piece {
  text: string;
  start: number;
  end: number;
}

/** Pieces of words as whole words: one that begins with a space begins a word. */
export function toWords(pieces: readonly Piece[]): Word[] {
  const words: Word[] = [];
  for (const { text, start, end } of pieces) {
    const last = words.at(-1);
    if (text === '' || /^\[_\w+_?\]$/.test(text)) continue;
    if (last && !/^\s/.test(text)) Object.assign(last, { word: last.word + text, end });
    else words.push({ word: text, start, end, probability: NaN });
  }
  return words;
}

/** Seconds without a word that end a segment. */
const PAUSE = 1;
const SENTENCE_END = /[.!?。！？…]["'”’)]?$/;

/** Words as segments that end with their sentence or at a pause. */
export function toSegments(words: readonly Word[]): Piece[][] {
  const segments: Word[][] = [];
  for (const word of words) {
    const last = segments.at(-1);
    const before = last?.at(-1);
    const ended = !before || SENTENCE_END.test(before.word) || word.start - before.end > PAUSE;
    if (last && !ended) last.push(word);
    else segments.push([word]);
  }
  return segments.map((segment) => segment.map(({ word, start, end }) => ({ text: word, start, end })));
}

/** A segment of the transcript; what whisper.cpp does not tell is no number. */
export function segmentOf(id: number, { text, start, end }: Piece, words?: Word[]): Segment {
  const bytes = Buffer.from(text);
  return {
    ...{ id, seek: 0, start, end, text, tokens: [], temperature: NaN, avg_logprob: NaN },
    compression_ratio: bytes.length / deflateSync(bytes).length,
    no_speech_prob: NaN,
    ...(words ? { words } : {}),
  };
}
