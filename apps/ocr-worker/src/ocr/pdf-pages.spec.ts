import { pdf, type PdfLine } from '@switchyard/testing';
import { isPdf, pdfPages } from './pdf-pages';

const COUNT = 200;
/** A page of 595×842 points has 83×117 pixels then. */
const DOTS_PER_INCH = 10;

it('draws the pages of a long PDF one after the other, each in a memory of its own size', async () => {
  const line = (at: number): PdfLine => [72, 700, `Page ${at + 1}`];
  const path = await pdf(Array.from({ length: COUNT }, (_, at) => [line(at)]));
  expect(await isPdf(path)).toBe(true);
  const numbers: number[] = [];
  for await (const { number, of, picture } of pdfPages(path, { first: 1, dotsPerInch: DOTS_PER_INCH })) {
    numbers.push(number);
    expect({ of, bytes: picture.data.length }).toEqual({ of: COUNT, bytes: picture.width * picture.height * 3 });
    expect(picture.width).toBeLessThan(100);
  }
  expect(numbers).toEqual(Array.from({ length: COUNT }, (_, at) => at + 1));
});

it('draws only the pages that are asked for', async () => {
  const path = await pdf(Array.from({ length: 5 }, (): PdfLine[] => []));
  const numbers: number[] = [];
  for await (const { number } of pdfPages(path, { first: 2, last: 3, dotsPerInch: DOTS_PER_INCH }))
    numbers.push(number);
  expect(numbers).toEqual([2, 3]);
});
