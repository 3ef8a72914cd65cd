import { InputRejectedError } from '@switchyard/contracts';
import type { Picture } from '../ocr/picture';
import type { StitchedPart } from './manifests';

/** One frame out of a stitched picture; its rows lie one after the other. */
export function rowsOf({ data, width, height }: Picture, part: StitchedPart, image: string): Picture {
  const end = part.y + part.height;
  if (end > height) {
    const rows = `rows ${part.y} to ${end}`;
    throw new InputRejectedError(`${image}: part "${part.file}" has the ${rows} of a picture of ${height} rows`);
  }
  return { data: data.subarray(part.y * width * 3, end * width * 3), width, height: part.height };
}
