import { ListField, NumberField, TextField } from '@switchyard/contracts';
import { entriesOf, readList } from './read-list';
import type { ReadPiece } from './subtitles/reading';

/** A line that was read in a picture. */
class ReadLine {
  @TextField({ description: 'what was read', minLength: 0 })
  text!: string;

  @NumberField({ description: 'how certain it is, 0 to 1', minimum: 0 })
  confidence!: number;

  @ListField({ description: 'where it stands [x1, y1, x2, y2]', items: 'number', optional: true, maxItems: 4 })
  box?: number[];
}

/** The lines of one picture. */
class ReadPicture {
  @TextField({ description: 'name of the picture', maxLength: 255 })
  file!: string;

  @ListField({ description: 'its lines', items: 'object', maxItems: 100_000 })
  lines!: ReadLine[];
}

/** What `paddleocr.perform_ocr` wrote, as far as subtitles need it. */
export async function readResults(path: string): Promise<{ file: string; lines: ReadPiece[] }[]> {
  const kind = 'a file of paddleocr.perform_ocr';
  const results = await readList({ path, list: 'results', entry: ReadPicture, kind });
  return results.map(({ file, lines }) => ({ file, lines: entriesOf(ReadLine, lines, `${file}: lines`).map(toPiece) }));
}

/** Where the box of a line is not known, the line stands by itself. */
const toPiece = ({ text, confidence, box = [] }: ReadLine): ReadPiece => {
  const [x1, y1, x2, y2] = box;
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return { text, confidence };
  return { text, confidence, box: [x1, y1, x2, y2] };
};
