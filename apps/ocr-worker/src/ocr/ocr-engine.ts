import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { ModelUnavailableError } from '@switchyard/contracts';
import { inReadingOrder } from './columns';
import type { Reading } from './ctc';
import { Detector } from './detector';
import { inkedPart, partOf } from './ink';
import { FRAME, PAGE, SUBTITLE } from './layouts';
import type { Picture } from './picture';
import { Recogniser } from './recogniser';
import { boundsOf, quarterTurn, type Box, type Region } from './region';
import { joinRows } from './rows';
import type { Compute } from './session';

/** Paths of the files of a PP-OCR model. */
export interface OcrModelFiles {
  /** Name in the model catalogue, for messages; by default the file's. */
  name?: string;
  detection: string;
  recognition: string;
  /** Text file, one character a line, with or without the blank and the space. */
  dictionary: string;
}

/** One line of text; the box in pixels of the given picture. */
export interface TextLine {
  text: string;
  /** Mean probability of the characters, 0 to 1. */
  confidence: number;
  box: Box;
}

/** What was read in a picture. */
export interface ReadPicture {
  /** In the order in which one reads them. */
  lines: TextLine[];
  /** Places that look like text, in which the model found no letters that it knows, or is not sure. */
  unread: number;
}

/** `page`: anything anywhere; `subtitle`: a strip known to hold a few horizontal lines. */
export type Layout = 'page' | 'subtitle';

/** Readings less certain than this are taken for background. */
const MIN_CONFIDENCE = 0.5;
/** A region this many times higher than wide may be a line that runs from top to bottom. */
const UPRIGHT_LINE = 1.5;

/** Finds and reads text in pictures with a PP-OCR model; one call at a time. */
export class OcrEngine {
  private constructor(
    private readonly detector: Detector,
    private readonly recogniser: Recogniser,
  ) {}

  /** @param options.threads cores used by one call; by default all */
  static async load(files: OcrModelFiles, options: Partial<Compute> = {}): Promise<OcrEngine> {
    const compute = { ...options, threads: options.threads ?? availableParallelism() };
    const detector = await usable(files, files.detection, () => Detector.load(files.detection, compute));
    try {
      const { recognition, dictionary } = files;
      const load = () => Recogniser.load(recognition, dictionary, compute);
      return new OcrEngine(detector, await usable(files, recognition, load));
    } catch (thrown) {
      await detector.close();
      throw thrown;
    }
  }

  async readPicture(picture: Picture, options: { layout?: Layout } = {}): Promise<ReadPicture> {
    checkSize(picture);
    const regions = await this.findLines(picture, options.layout ?? 'page');
    const lines: TextLine[] = [];
    for (const region of regions) {
      lines.push({ ...(await this.readLine(picture, region)), box: boundsOf(region, picture) });
    }
    const read = lines.filter(({ text, confidence }) => text !== '' && confidence >= MIN_CONFIDENCE);
    return { lines: read, unread: lines.length - read.length };
  }

  /** Where text of the size of subtitles stands in a frame, without reading it; a fraction of the time of reading. */
  async detectText(picture: Picture): Promise<Box[]> {
    checkSize(picture);
    return (await this.detector.detect(picture, FRAME)).map((region) => boundsOf(region, picture));
  }

  async close(): Promise<void> {
    await Promise.all([this.detector.close(), this.recogniser.close()]);
  }

  private async findLines(picture: Picture, layout: Layout): Promise<Region[]> {
    if (layout === 'subtitle') return joinRows(await this.detector.detect(picture, SUBTITLE));
    const found = await this.detector.detect(picture, PAGE);
    return inReadingOrder(found.length > 0 ? found : await this.findWithin(picture, inkedPart(picture)));
  }

  /** A few small letters on a large page are found when they are looked at from nearer. */
  private async findWithin(picture: Picture, part: Box | undefined): Promise<Region[]> {
    if (!part) return [];
    const [x, y] = part;
    const regions = await this.detector.detect(partOf(picture, part), PAGE);
    return regions.map((region) => ({ ...region, centre: { x: region.centre.x + x, y: region.centre.y + y } }));
  }

  /** A high region may also be one upright letter: it is read both ways, and the more certain reading counts. */
  private async readLine(picture: Picture, region: Region): Promise<Reading> {
    const reading = await this.recogniser.read(picture, region);
    if (region.height < UPRIGHT_LINE * region.width) return reading;
    const turned = await this.recogniser.read(picture, quarterTurn(region));
    return turned.confidence > reading.confidence ? turned : reading;
  }
}

function checkSize({ data, width, height }: Picture): void {
  if (data.length === width * height * 3) return;
  throw new RangeError(`a picture of ${width}×${height} pixels has ${width * height * 3} bytes, not ${data.length}`);
}

async function usable<T>(files: OcrModelFiles, path: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    throw new ModelUnavailableError(files.name ?? basename(path), `${basename(path)}: ${why}`);
  }
}
