import { decodeCtc, type Reading } from './ctc';
import { loadCharacters } from './dictionary';
import type { Picture } from './picture';
import type { Region } from './region';
import { sampleRegion } from './sample-region';
import { openSession, type Session } from './session';

/** Height of a line as the recogniser sees it. */
const LINE_HEIGHT = 48;
/** Lines are padded to a multiple of this, so that lines of like width share a batch. */
const WIDTH_STEP = 32;
/** A line longer than this is squeezed: memory grows with the square of the width. */
const MAX_WIDTH = 3200;
const MAX_BATCH = 8;

interface Line {
  region: Region;
  /** Width at the recogniser's height, before padding. */
  width: number;
  index: number;
}

/** Reads lines of text: a CTC model with its dictionary. */
export class Recogniser {
  private constructor(
    private readonly session: Session,
    private readonly characters: string[],
  ) {}

  static async load(path: string, dictionary: string | undefined, threads: number): Promise<Recogniser> {
    const session = await openSession(path, threads);
    try {
      const classes = session.outputShape[2];
      if (typeof classes !== 'number') throw new Error('it is no text recogniser: its classes are not counted');
      return new Recogniser(session, await loadCharacters(path, dictionary, classes));
    } catch (thrown) {
      await session.close();
      throw thrown;
    }
  }

  /** One reading per region, in the same order. */
  async read(picture: Picture, regions: Region[]): Promise<Reading[]> {
    const readings: Reading[] = [];
    for (const batch of toBatches(regions.map(toLine))) {
      const texts = await this.readBatch(picture, batch);
      batch.forEach(({ index }, position) => (readings[index] = texts[position]!));
    }
    return readings;
  }

  close(): Promise<void> {
    return this.session.close();
  }

  private async readBatch(picture: Picture, batch: Line[]): Promise<Reading[]> {
    const width = paddedWidth(batch.at(-1)!);
    const planeSize = width * LINE_HEIGHT;
    const input = new Float32Array(batch.length * 3 * planeSize);
    batch.forEach((line, position) => {
      const planes = { data: input, offset: position * 3 * planeSize, stride: width, planeSize };
      sampleRegion(picture, line.region, planes, line.width, LINE_HEIGHT);
    });
    const { data } = await this.session.run(input, [batch.length, 3, LINE_HEIGHT, width]);
    const size = data.length / batch.length;
    return batch.map((_, position) =>
      decodeCtc(data.subarray(position * size, (position + 1) * size), this.characters),
    );
  }
}

function toLine(region: Region, index: number): Line {
  const width = Math.ceil((region.width * LINE_HEIGHT) / region.height);
  return { region, index, width: Math.min(MAX_WIDTH, Math.max(1, width)) };
}

const paddedWidth = ({ width }: Line): number => Math.ceil(width / WIDTH_STEP) * WIDTH_STEP;

/** Lines of the same padded width, at most MAX_BATCH together, narrow ones first. */
export function toBatches(lines: Line[]): Line[][] {
  const batches: Line[][] = [];
  for (const line of [...lines].sort((a, b) => a.width - b.width)) {
    const last = batches.at(-1);
    const fits = last && last.length < MAX_BATCH && paddedWidth(last[0]!) === paddedWidth(line);
    if (fits) last.push(line);
    else batches.push([line]);
  }
  return batches;
}
