import { open, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { InputRejectedError } from '@switchyard/contracts';
import { MAX_PIXELS, type Picture } from './picture';

/** Which pages are read, counted from 1, and how finely. */
export interface PdfRange {
  first: number;
  /** By default the last one. */
  last?: number;
  dotsPerInch: number;
}

export interface PdfPage {
  number: number;
  picture: Picture;
  /** Pages that are read before and after this one, and this one. */
  of: number;
}

/** The library holds a document in a memory of at most 2 GB. */
const MAX_BYTES = 512 * 1024 * 1024;
/** A task takes seconds for each. */
const MAX_PAGES = 500;
const POINTS_PER_INCH = 72;
/** Readers find this mark among the first bytes of a file. */
const MARK = '%PDF-';
const MARK_WITHIN = 1024;

export async function isPdf(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MARK_WITHIN), 0, MARK_WITHIN, 0);
    return buffer.subarray(0, bytesRead).includes(MARK);
  } finally {
    await file.close();
  }
}

/** Draws the pages of a PDF, one after the other. @throws InputRejectedError for one that cannot be opened */
export async function* pdfPages(path: string, range: PdfRange): AsyncGenerator<PdfPage> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await opened(library, path);
    const { from, to } = pagesOf(basename(path), document.getPageCount(), range);
    for (let number = from; number <= to; number++) {
      const page = document.getPage(number - 1);
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const wanted = range.dotsPerInch / POINTS_PER_INCH;
      const most = Math.sqrt(MAX_PIXELS / Math.max(1, originalWidth * originalHeight));
      const { data, width, height } = await page.render({ scale: Math.min(wanted, most), renderFormFields: true });
      yield { number, picture: { data: withoutAlpha(data), width, height }, of: to - from + 1 };
    }
  } finally {
    library.destroy();
  }
}

async function opened(library: Awaited<ReturnType<typeof PDFiumLibrary.init>>, path: string) {
  const name = basename(path);
  const bytes = await readFile(path);
  if (bytes.length > MAX_BYTES) {
    throw new InputRejectedError(`${name} has ${bytes.length} bytes; PDFs of at most ${MAX_BYTES} are read; split it`);
  }
  try {
    return await library.loadDocument(bytes);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    if (/password|security/i.test(why)) {
      throw new InputRejectedError(`${name} is encrypted; save it without a password and send it again`);
    }
    throw new InputRejectedError(`${name} cannot be read as a PDF: ${why}`);
  }
}

function pagesOf(name: string, count: number, { first, last }: PdfRange): { from: number; to: number } {
  if (first > count) throw new InputRejectedError(`${name} has ${count} pages; there is no page ${first} (first_page)`);
  const to = Math.min(count, last ?? count);
  const wanted = to - first + 1;
  if (wanted <= MAX_PAGES) return { from: first, to };
  throw new InputRejectedError(
    `${name} has ${count} pages, ${wanted} of them to be read; a task reads at most ${MAX_PAGES}: use first_page and last_page`,
  );
}

/** The page is drawn on white: nothing shows through. */
function withoutAlpha(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from]!;
    rgb[to + 1] = rgba[from + 1]!;
    rgb[to + 2] = rgba[from + 2]!;
  }
  return rgb;
}
