import { findComponents, type Component, type ProbabilityMap } from './components';
import type { Picture } from './picture';
import { regionOfBox, scaleRegion, unclip, type Region } from './region';
import { sampleRegion } from './sample-region';
import { openSession, type Compute, type Session } from './session';
import { smallestRectangle } from './smallest-rectangle';

/** How text is looked for. */
export interface DetectionSettings {
  /** Size at which the detector sees a picture of the given size, as a factor. */
  scaleFor(picture: { width: number; height: number }): number;
  /** Pixels above this probability are text. */
  pixelThreshold: number;
  /** Components whose mean probability is below this are dropped. */
  regionThreshold: number;
  /** Growth of a region, see `unclip`. */
  unclipRatio: number;
  /** Whether lines may be slanted; else regions are upright. */
  slanted: boolean;
}

/** The detector halves the size five times. */
const SIZE_STEP = 32;
/** Regions lower than this, in pixels of the detector's input, are noise. */
const MIN_HEIGHT = 3;

/** Finds text lines: a DB model (probability of text per pixel) and what turns its answer into regions. */
export class Detector {
  private constructor(private readonly session: Session) {}

  static async load(path: string, compute: Compute): Promise<Detector> {
    const session = await openSession(path, compute);
    if (session.outputShape.length === 4) return new Detector(session);
    await session.close();
    throw new Error('it is no text detector: its output is no map');
  }

  async detect(picture: Picture, settings: DetectionSettings): Promise<Region[]> {
    const scale = settings.scaleFor(picture);
    return findComponents(await this.probabilities(picture, scale), settings.pixelThreshold)
      .filter(({ score }) => score >= settings.regionThreshold)
      .map((component) => regionOf(component, settings.slanted))
      .filter(({ width, height }) => Math.min(width, height) >= MIN_HEIGHT)
      .map((region) => scaleRegion(unclip(region, settings.unclipRatio), 1 / scale));
  }

  close(): Promise<void> {
    return this.session.close();
  }

  /** The picture's edge is repeated up to the size the model takes: stretching to it would distort the text. */
  private async probabilities(picture: Picture, scale: number): Promise<ProbabilityMap> {
    const width = toStep(picture.width * scale);
    const height = toStep(picture.height * scale);
    const input = new Float32Array(3 * width * height);
    const whole = regionOfBox([0, 0, width / scale, height / scale]);
    sampleRegion(picture, whole, { data: input, stride: width, planeSize: width * height }, width, height);
    const { data } = await this.session.run(input, [1, 3, height, width]);
    return { data, width, height };
  }
}

function regionOf({ box, outline }: Component, slanted: boolean): Region {
  return slanted ? smallestRectangle(outline) : regionOfBox(box);
}

function toStep(size: number): number {
  return Math.max(1, Math.ceil(size / SIZE_STEP)) * SIZE_STEP;
}
