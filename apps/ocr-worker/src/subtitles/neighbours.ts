import { textSimilarity } from '@switchyard/subtitles';
import { isOneRow, type Reading, type ReadPiece } from './reading';

/** What stands in the area for more than this share of the time in which text does, beside other text, is no subtitle. */
const LASTING_SHARE = 0.8;
/** Readings of one logo, or of a clock whose digits do not count, are alike this much. */
const SAME_TEXT = 0.6;

/** A piece of text whose place is known. */
type Placed = ReadPiece & Required<Pick<ReadPiece, 'box'>>;

/** Readings without what stands beside the subtitles all the time: a logo, or a clock. */
export function withoutNeighbours(readings: Reading[]): Reading[] {
  const neighbours = placesOf(readings).filter((piece) => isLasting(piece, readings));
  if (neighbours.length === 0) return readings;
  return readings.map((reading) => ({
    ...reading,
    lines: reading.lines.flatMap((line) => {
      if (neighbours.some((neighbour) => isSame(neighbour, line))) return [];
      return neighbours.reduce((rest, neighbour) => withoutPart(rest, neighbour) ?? rest, line);
    }),
  }));
}

function placesOf(readings: Reading[]): Placed[] {
  const places: Placed[] = [];
  for (const piece of readings.flatMap(({ lines }) => lines).filter(isPlaced)) {
    if (!places.some((known) => isSame(known, piece))) places.push(piece);
  }
  return places;
}

/** Whether a text stands nearly all the time, and other text comes and goes beside it. */
function isLasting(piece: Placed, readings: Reading[]): boolean {
  let [seconds, all, beside, alone] = [0, 0, 0, 0];
  for (const { start, end, lines } of readings) {
    if (lines.length > 0) all += end - start;
    const others = lines.filter((line) => !isSame(piece, line));
    const isHere = others.length < lines.length || lines.some((line) => withoutPart(line, piece) !== undefined);
    if (!isHere) continue;
    seconds += end - start;
    if (others.length > 0) beside++;
    else alone = 1;
  }
  return seconds >= all * LASTING_SHARE && beside + alone > 1 && beside > 0;
}

const isPlaced = (piece: ReadPiece): piece is Placed => piece.box !== undefined;

/** Whether two pieces begin or end at one place of a row and read alike. */
function isSame(a: Placed, b: ReadPiece): boolean {
  if (!isPlaced(b) || !isOneRow(a, b)) return false;
  const isNear = Math.abs(a.box[0] - b.box[0]) < toleranceOf(a) || Math.abs(a.box[2] - b.box[2]) < toleranceOf(a);
  return isNear && textSimilarity(masked(a.text), masked(b.text)) >= SAME_TEXT;
}

/** A line that was read together with a piece close beside it, without that; undefined where the piece is not in it. */
function withoutPart(line: ReadPiece, part: Placed): ReadPiece | undefined {
  if (!isPlaced(line) || !isOneRow(line, part)) return undefined;
  const [x1, y1, x2, y2] = line.box;
  const [whole, text] = [masked(line.text), masked(part.text)];
  if (whole.length <= text.length) return undefined;
  if (Math.abs(part.box[2] - x2) < toleranceOf(part) && whole.endsWith(text)) {
    return { ...line, text: line.text.slice(0, -text.length), box: [x1, y1, part.box[0], y2] };
  }
  if (Math.abs(part.box[0] - x1) < toleranceOf(part) && whole.startsWith(text)) {
    return { ...line, text: line.text.slice(text.length), box: [part.box[2], y1, x2, y2] };
  }
  return undefined;
}

/** Half the height of a line. */
const toleranceOf = ({ box }: Placed): number => (box[3] - box[1]) / 2;

const masked = (text: string): string => text.trim().replace(/\d/g, '0');
