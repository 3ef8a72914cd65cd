import { textSimilarity } from '@switchyard/subtitles';
import type { Box } from '../ocr/region';
import { withoutNeighbours } from './neighbours';
import { isOneRow, type Reading, type ReadPiece } from './reading';

export interface ReadCue {
  start: number;
  end: number;
  text: string;
  /** 0 to 1. */
  confidence: number;
  /** Where its lines stand; missing where the readings do not say it. */
  boxes?: Box[];
}

/** Neighbours that are alike this much may be one subtitle, read twice. */
const SAME_TEXT = 0.75;
/** A reading that is less sure or shorter than this may be wrong in a letter. */
const SURE = 0.9;
const LONG_S = 0.5;
/** Readings this far apart may still be one subtitle: a flash in between. */
const LONGEST_GAP_S = 0.3;
/** Shorter ones are flickers of the background; a viewer cannot read them. */
const SHORTEST_CUE_S = 0.2;

/** Turns readings in order of time into subtitles: equal neighbours become one, empty ones vanish. */
export function mergeReadings(readings: Reading[]): ReadCue[] {
  const cues: (ReadCue & { weight: number })[] = [];
  for (const reading of withoutNeighbours(readings)) {
    const next = toCue(reading);
    if (!next) continue;
    const last = cues.at(-1);
    if (last && next.start - last.end <= LONGEST_GAP_S && isSame(last, next)) {
      cues[cues.length - 1] = joined(last, next);
    } else {
      cues.push(next);
    }
  }
  return cues.filter(({ start, end }) => end - start >= SHORTEST_CUE_S).map(({ weight: _weight, ...cue }) => cue);
}

/**
 * Whether two readings are of one text. What is read alike but for letters that look alike is the same; a letter, a digit or
 * a "not" more makes another text, unless one of the readings is doubtful.
 */
function isSame(a: ReadCue, b: ReadCue): boolean {
  if (looks(a.text) === looks(b.text)) return true;
  const isDoubtful = ({ confidence, start, end }: ReadCue): boolean => confidence < SURE || end - start < LONG_S;
  return (isDoubtful(a) || isDoubtful(b)) && textSimilarity(a.text, b.text) >= SAME_TEXT;
}

/** A text without what recognisers confuse in an unchanged picture: spaces, punctuation, case, 0 and O, 1 and l and I. */
const looks = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]/gu, '')
    .replaceAll('0', 'o')
    .replace(/[1i]/g, 'l');

function toCue({ start, end, lines }: Reading): (ReadCue & { weight: number }) | undefined {
  const read = lines.filter(({ text }) => text.trim() !== '');
  if (read.length === 0) return undefined;
  const confidence = read.reduce((sum, line) => sum + line.confidence, 0) / read.length;
  const boxes = read.flatMap(({ box }) => (box ? [box] : []));
  const places = boxes.length > 0 ? { boxes } : {};
  return { start, end, text: textOf(read), confidence, ...places, weight: confidence * (end - start) };
}

/** Lines below each other; what stands in one row is one line, with a space between. */
const textOf = (pieces: ReadPiece[]): string =>
  pieces.reduce((text, piece, at) => {
    const before = pieces[at - 1];
    const between = before === undefined ? '' : isOneRow(before, piece) ? ' ' : '\n';
    return text + between + piece.text.trim();
  }, '');

/** Of two readings of one subtitle the surer and longer one gives the text. */
function joined(a: ReadCue & { weight: number }, b: ReadCue & { weight: number }): ReadCue & { weight: number } {
  const surer = b.weight > a.weight ? b : a;
  const boxes = a.boxes && b.boxes ? { boxes: joinedBoxes([...a.boxes, ...b.boxes]) } : {};
  return { ...surer, ...boxes, start: a.start, end: Math.max(a.end, b.end) };
}

/** Boxes that overlap become one around both: a line is read at nearly the same place again. */
function joinedBoxes(boxes: readonly Box[]): Box[] {
  const apart: Box[] = [];
  for (const box of boxes) {
    let whole = box;
    for (let at = apart.length - 1; at >= 0; at--) {
      const [x1, y1, x2, y2] = apart[at]!;
      if (x1 >= whole[2] || x2 <= whole[0] || y1 >= whole[3] || y2 <= whole[1]) continue;
      whole = [Math.min(x1, whole[0]), Math.min(y1, whole[1]), Math.max(x2, whole[2]), Math.max(y2, whole[3])];
      apart.splice(at, 1);
    }
    apart.push(whole);
  }
  return apart;
}
