import { withoutNeighbours } from './neighbours';
import type { Reading, ReadPiece } from './reading';

const piece = (text: string, x1: number, x2: number): ReadPiece => ({ text, confidence: 0.99, box: [x1, 10, x2, 40] });
const logo = piece('NEWS24', 500, 620);
const subtitle = (text: string): ReadPiece => piece(text, 300 - text.length * 8, 300 + text.length * 8);

const read = (...lines: ReadPiece[][]): Reading[] => lines.map((of, at) => ({ start: at, end: at + 1, lines: of }));
const textsOf = (readings: Reading[]): string[][] =>
  withoutNeighbours(readings).map(({ lines }) => lines.map(({ text }) => text.trim()));

describe('what stands beside the subtitles', () => {
  it('is left out where it is a logo', () => {
    const readings = read([logo], [subtitle('First words'), logo], [logo], [subtitle('Others'), logo]);
    expect(textsOf(readings)).toEqual([[], ['First words'], [], ['Others']]);
  });

  it('is left out where it is a clock', () => {
    const clock = (seconds: number): ReadPiece => piece(`12:00:0${seconds}`, 500, 620);
    const readings = read(
      [clock(0)],
      [subtitle('First words'), clock(1)],
      [subtitle('First words'), clock(2)],
      [clock(3)],
    );
    expect(textsOf(readings)).toEqual([[], ['First words'], ['First words'], []]);
  });

  it('is left out where it was read together with the subtitle', () => {
    const both = (text: string): ReadPiece => piece(text, 100, 620);
    const readings = read(
      [logo],
      [both('The first lineNEWS24')],
      [logo],
      [both('Another line NEWS24')],
      [subtitle('So'), logo],
    );
    expect(textsOf(readings)).toEqual([[], ['The first line'], [], ['Another line'], ['So']]);
  });

  it.each([
    ['stands alone', read([subtitle('A long word')], [subtitle('A long word')])],
    [
      'stands longer than the others',
      read(...Array.from({ length: 9 }, () => [subtitle('Lasting')]), [subtitle('Brief')]),
    ],
    [
      'is one of two lines',
      read([subtitle('One'), piece('Two', 80, 120)], [subtitle('Three'), piece('Four', 80, 120)]),
    ],
  ])('is a subtitle where it %s', (_what, readings) => {
    expect(withoutNeighbours(readings)).toEqual(readings);
  });
});
