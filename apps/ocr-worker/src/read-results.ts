import { ListField, NumberField, TextField } from '@switchyard/contracts';
import { entriesOf, readList } from './read-list';

/** A line that was read in a picture. */
class ReadLine {
  @TextField({ description: 'what was read', minLength: 0 })
  text!: string;

  @NumberField({ description: 'how certain it is, 0 to 1', minimum: 0 })
  confidence!: number;
}

/** The lines of one picture. */
class ReadPicture {
  @TextField({ description: 'name of the picture', maxLength: 255 })
  file!: string;

  @ListField({ description: 'its lines', items: 'object', maxItems: 100_000 })
  lines!: ReadLine[];
}

/** What `paddleocr.perform_ocr` wrote, as far as subtitles need it. */
export async function readResults(path: string): Promise<ReadPicture[]> {
  const kind = 'a file of paddleocr.perform_ocr';
  const results = await readList({ path, list: 'results', entry: ReadPicture, kind });
  return results.map(({ file, lines }) => ({ file, lines: entriesOf(ReadLine, lines, `${file}: lines`) }));
}
