import type { Cue, SpeakerTurn, Word } from '../cue';
import { unbroken } from '../text';
import { wordSpans } from '../word-spans';
import { commonSeconds, TurnIndex } from './turn-index';

export interface CuesOfTurns {
  /** In the order of time. */
  cues: Cue[];
  /** Turns in which nothing was said. */
  emptyTurns: number;
  /** Cues of text that no turn has enough of; they have no speaker of the turns. */
  unmatched: number;
}

/** A word, or a whole cue without times of its words. */
interface Piece {
  cue: Cue;
  start: number;
  end: number;
  text: string;
  words: Word[];
}

/**
 * One cue for each turn, with what is said in it: words, or whole cues where words have no times. A piece belongs to the turn that
 * it has most in common with, if that is at least `threshold` of it (0 to 1); other pieces stay cues of their own.
 */
export function cuesOfTurns(cues: readonly Cue[], turns: readonly SpeakerTurn[], threshold: number): CuesOfTurns {
  const index = new TurnIndex(turns);
  const said = new Map<SpeakerTurn, Piece[]>();
  const rest: Piece[][] = [];
  let before: Piece | undefined;
  for (const piece of cues.flatMap(piecesOf)) {
    const turn = turnOf(piece, index, threshold);
    const own = turn && said.get(turn);
    if (own) own.push(piece);
    else if (turn) said.set(turn, [piece]);
    else if (before?.cue === piece.cue) rest.at(-1)?.push(piece);
    else rest.push([piece]);
    before = turn ? undefined : piece;
  }
  const spoken = [...said].map(([{ start, end, speaker }, pieces]) => ({ ...joined(pieces), start, end, speaker }));
  const made = [...spoken, ...rest.map((pieces) => joined(pieces))];
  return {
    cues: made.sort((a, b) => a.start - b.start || a.end - b.end),
    emptyTurns: turns.length - said.size,
    unmatched: rest.length,
  };
}

function piecesOf(cue: Cue): Piece[] {
  const spans = wordSpans(cue.text, cue.words);
  if (!spans) return [{ cue, start: cue.start, end: cue.end, text: `${cue.text}\n`, words: cue.words ?? [] }];
  return spans.map(({ from, word }, at) => {
    const text = at + 1 < spans.length ? cue.text.slice(from, spans[at + 1]?.from) : `${cue.text.slice(from)}\n`;
    return { cue, start: word.start, end: word.end, text, words: [word] };
  });
}

function turnOf(piece: Piece, index: TurnIndex, threshold: number): SpeakerTurn | undefined {
  const touching = index.touching(piece).map((turn) => ({ turn, common: commonSeconds(turn, piece) }));
  const [best] = touching.sort((a, b) => b.common - a.common);
  return best && best.common >= threshold * (piece.end - piece.start) ? best.turn : undefined;
}

function joined(pieces: readonly Piece[]): Cue {
  const text = unbroken(
    pieces
      .map((piece) => piece.text)
      .join('')
      .trim(),
  );
  const words = pieces.flatMap((piece) => piece.words);
  const start = pieces.reduce((least, piece) => Math.min(least, piece.start), Infinity);
  const end = pieces.reduce((most, piece) => Math.max(most, piece.end), 0);
  const speaker = pieces[0]?.cue.speaker;
  return { start, end, text, ...(speaker ? { speaker } : {}), ...(words.length > 0 ? { words } : {}) };
}
