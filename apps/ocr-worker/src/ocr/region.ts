/** Pixels; x to the right, y down. */
export interface Point {
  x: number;
  y: number;
}

/** Pixels: left, top, right, bottom; right and bottom are the first ones outside. */
export type Box = [x1: number, y1: number, x2: number, y2: number];

/** A rectangle of text; its reading direction is turned clockwise from the x axis by `angle` (radians). */
export interface Region {
  centre: Point;
  width: number;
  height: number;
  angle: number;
}

export function regionOfBox([x1, y1, x2, y2]: Box): Region {
  return { centre: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 }, width: x2 - x1, height: y2 - y1, angle: 0 };
}

/** The upright box around a region, in whole pixels, inside a picture of the given size. */
export function boundsOf({ centre, width, height, angle }: Region, within: { width: number; height: number }): Box {
  const cos = Math.abs(Math.cos(angle));
  const sin = Math.abs(Math.sin(angle));
  const halfWidth = (width * cos + height * sin) / 2;
  const halfHeight = (width * sin + height * cos) / 2;
  return [
    Math.max(0, Math.round(centre.x - halfWidth)),
    Math.max(0, Math.round(centre.y - halfHeight)),
    Math.min(within.width, Math.round(centre.x + halfWidth)),
    Math.min(within.height, Math.round(centre.y + halfHeight)),
  ];
}

export function scaleRegion({ centre, width, height, angle }: Region, factor: number): Region {
  const scaled = { x: centre.x * factor, y: centre.y * factor };
  return { centre: scaled, width: width * factor, height: height * factor, angle };
}

/**
 * Grows a region by `ratio` × area ÷ perimeter on every side: the detector marks shrunken text.
 * Liao et al. 2020, "Real-time Scene Text Detection with Differentiable Binarization", section 3.5.
 */
export function unclip(region: Region, ratio: number): Region {
  const { width, height } = region;
  const distance = (width * height * ratio) / (2 * (width + height));
  return { ...region, width: width + 2 * distance, height: height + 2 * distance };
}

/** The same region read after a quarter turn clockwise: for lines that run from top to bottom. */
export function quarterTurn({ centre, width, height, angle }: Region): Region {
  return { centre, width: height, height: width, angle: angle + Math.PI / 2 };
}
