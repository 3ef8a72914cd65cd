import { FBANK_BANDS, FBANK_HOP, FBANK_WINDOW, kaldiFbank } from '@switchyard/audio';
import { FRAME_FIELD, FRAME_STEP, framesIn, RATE } from './frames';
import type { Session } from './session';
import type { Stretch } from './stretches';

/** A piece of speech of one voice. */
export interface Piece {
  /** Number of its stretch. */
  stretch: number;
  /** Frames. */
  from: number;
  to: number;
}

/** A piece, and how its voice sounds. */
export interface Print extends Piece {
  /** Unit length. */
  embedding: Float32Array;
}

/** Longer stretches are heard in pieces that overlap, as others may take turns in them without a pause that the windows hear. */
const PIECE = framesIn(1.5);
const HOP = framesIn(0.5);
/** Rows of features with less of a voice tell nothing of it. */
const FEWEST_ROWS = 25;

/** The pieces of all stretches in which one voice speaks. */
export function piecesOf(stretches: readonly Stretch[]): Piece[] {
  return stretches.flatMap(({ from, to, voices }, stretch) => {
    if (voices !== 1) return [];
    const length = to - from;
    if (length <= PIECE + HOP / 2) return [{ stretch, from, to }];
    const hops = Math.ceil((length - PIECE) / HOP);
    return Array.from({ length: hops + 1 }, (_, hop) => {
      const first = from + Math.round((hop * (length - PIECE)) / hops);
      return { stretch, from: first, to: first + PIECE };
    });
  });
}

/** How the voice of each piece sounds; pieces that are too short are left out. @param blocks the samples of the file */
export async function* printsOf(
  model: Session,
  blocks: AsyncIterable<Float32Array>,
  pieces: readonly Piece[],
): AsyncGenerator<Print> {
  const long = pieces.filter(({ from, to }) => rowAt(to) - rowAt(from) >= FEWEST_ROWS);
  const ranges = long.map(({ from, to }) => ({ from: rowAt(from) * FBANK_HOP, to: endOfRow(rowAt(to) - 1) }));
  let next = 0;
  for await (const samples of cut(blocks, ranges)) {
    const rows = kaldiFbank(samples);
    if (rows.length >= FEWEST_ROWS * FBANK_BANDS) yield { ...long[next]!, embedding: await embed(model, rows) };
    next++;
  }
}

/** The row of features whose middle is nearest to the start of a frame. */
const rowAt = (frame: number): number =>
  Math.max(0, Math.round((frame * FRAME_STEP + (FRAME_FIELD - FRAME_STEP - FBANK_WINDOW) / 2) / FBANK_HOP));

const endOfRow = (row: number): number => row * FBANK_HOP + FBANK_WINDOW;

/** Ranges of samples out of a stream, in the order of their starts; one that the stream does not fill is shorter. */
export async function* cut(
  blocks: AsyncIterable<Float32Array>,
  ranges: readonly { from: number; to: number }[],
): AsyncGenerator<Float32Array> {
  let kept = new Float32Array(0);
  let start = 0;
  let next = 0;
  for await (const block of blocks) {
    if (next === ranges.length) return;
    kept = joined(kept, block);
    for (; next < ranges.length && ranges[next]!.to <= start + kept.length; next++) {
      yield kept.slice(ranges[next]!.from - start, ranges[next]!.to - start);
    }
    const needed = Math.min(kept.length, (ranges[next]?.from ?? Infinity) - start);
    if (needed > RATE) [kept, start] = [kept.slice(needed), start + needed];
  }
  for (; next < ranges.length; next++) yield kept.slice(Math.max(0, ranges[next]!.from - start));
}

function joined(one: Float32Array, other: Float32Array): Float32Array<ArrayBuffer> {
  const both = new Float32Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** @param rows `[frames][80]`, log energies; each band is taken around its mean */
async function embed(model: Session, rows: Float32Array): Promise<Float32Array> {
  const frames = rows.length / FBANK_BANDS;
  const means = new Float64Array(FBANK_BANDS);
  rows.forEach((value, at) => (means[at % FBANK_BANDS]! += value / frames));
  const features = rows.map((value, at) => value - means[at % FBANK_BANDS]!);
  const embedding = await model.run(features, [1, frames, FBANK_BANDS]);
  const length = Math.hypot(...embedding) || 1;
  return embedding.map((value) => value / length);
}
