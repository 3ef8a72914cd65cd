/** Side of a cell in pixels, as a power of two; two by two cells are about as large as a letter of a subtitle. */
const CELL_BITS = 3;
/** In the place of a letter that was replaced at least this many edge pixels changed… */
const LEAST_PIXELS = 16;
/** …and this share of those that the text has there: noise changes little everywhere. */
const LEAST_SHARE = 0.1;
/** Fewer edge pixels than this in the place of a letter are no letter. */
const LEAST_TEXT = 40;

/** Counts pixels by their place in a picture, to tell a change that one letter has from one that is spread out. */
export class LetterGrid {
  private readonly columns: number;
  private readonly cells: Uint16Array;
  private count = 0;

  constructor(width: number, height: number) {
    this.columns = (width >> CELL_BITS) + 1;
    this.cells = new Uint16Array(this.columns * ((height >> CELL_BITS) + 1));
  }

  get total(): number {
    return this.count;
  }

  clear(): void {
    if (this.count > 0) this.cells.fill(0);
    this.count = 0;
  }

  add(x: number, y: number): void {
    this.cells[(y >> CELL_BITS) * this.columns + (x >> CELL_BITS)]!++;
    this.count++;
  }

  /**
   * Whether the pixels counted here are, in the place of one letter, a good part of those of the text.
   * @param gone those of them that the text had: where none is gone, a whole letter must have come, because the edges of
   *   letters also get clearer where the picture behind them gets darker
   */
  hasLetterOf(text: LetterGrid, gone: LetterGrid): boolean {
    if (this.count < LEAST_PIXELS) return false;
    for (let cell = 0; cell + this.columns + 1 < this.cells.length; cell++) {
      const changed = this.around(cell);
      if (changed < LEAST_PIXELS) continue;
      const stood = text.around(cell);
      if (changed < LEAST_TEXT && gone.around(cell) === 0) continue;
      if (stood >= LEAST_TEXT && changed >= LEAST_SHARE * stood) return true;
    }
    return false;
  }

  /** What a cell counted together with those to the right, below and between; the last column and row stay empty. */
  private around(cell: number): number {
    const { cells, columns } = this;
    return cells[cell]! + cells[cell + 1]! + cells[cell + columns]! + cells[cell + columns + 1]!;
  }
}
