import { readFile } from 'node:fs/promises';
import { decodeCtc, type Reading } from './ctc';
import { completeCharacters, parseDictionary } from './dictionary';
import type { Picture } from './picture';
import type { Region } from './region';
import { sampleRegion } from './sample-region';
import { openSession, type Compute, type Session } from './session';

/** Height of a line as the recogniser sees it. */
const LINE_HEIGHT = 48;
/** Widths are padded to a multiple of this. */
const WIDTH_STEP = 32;
/** A line longer than this is squeezed: memory grows with the square of the width. */
const MAX_WIDTH = 3200;

/** Reads lines of text: a CTC model with its dictionary. */
export class Recogniser {
  private constructor(
    private readonly session: Session,
    private readonly characters: string[],
  ) {}

  static async load(path: string, dictionary: string, compute: Compute): Promise<Recogniser> {
    const characters = parseDictionary(await readFile(dictionary, 'utf8'));
    const session = await openSession(path, compute);
    try {
      const classes = session.outputShape[2];
      if (typeof classes !== 'number') throw new Error('it is no text recogniser: its classes are not counted');
      return new Recogniser(session, completeCharacters(characters, classes));
    } catch (thrown) {
      await session.close();
      throw thrown;
    }
  }

  /** One line at a time: on a CPU batches take more time and memory, see docs/ocr-measurements.md. */
  async read(picture: Picture, line: Region): Promise<Reading> {
    const lineWidth = lineWidthOf(line);
    const width = Math.ceil(lineWidth / WIDTH_STEP) * WIDTH_STEP;
    const planeSize = width * LINE_HEIGHT;
    const input = new Float32Array(3 * planeSize);
    sampleRegion(picture, line, { data: input, stride: width, planeSize }, lineWidth, LINE_HEIGHT);
    const { data } = await this.session.run(input, [1, 3, LINE_HEIGHT, width]);
    return decodeCtc(data, this.characters);
  }

  close(): Promise<void> {
    return this.session.close();
  }
}

/** Width of a line at the recogniser's height. */
function lineWidthOf({ width, height }: Region): number {
  return Math.min(MAX_WIDTH, Math.max(1, Math.ceil((width * LINE_HEIGHT) / height)));
}
