/** One line that was read. */
export interface OcrLine {
  text: string;
  confidence: number;
  /** x1, y1, x2, y2 in pixels of the picture. */
  box: [number, number, number, number];
}

export interface OcrPicture {
  width: number;
  height: number;
  lines: OcrLine[];
}

/** The one picture of a file of results that has boxes in a picture of known size. */
export function ocrPictureIn(json: unknown): OcrPicture | undefined {
  const { results } = (json ?? {}) as { results?: unknown };
  if (!Array.isArray(results) || results.length !== 1) return undefined;
  const { width, height, lines } = results[0] as Partial<OcrPicture>;
  if (typeof width !== 'number' || typeof height !== 'number' || !Array.isArray(lines)) return undefined;
  return { width, height, lines: lines.filter(isLine) };
}

const isLine = ({ text, box }: Partial<OcrLine>): boolean =>
  typeof text === 'string' && Array.isArray(box) && box.length === 4 && box.every(Number.isFinite);
