import { decodeCtc } from './ctc';

const CHARACTERS = ['blank', 'a', 'b', ' '];

/** One step that is sure of a class. */
const step = (best: number, probability = 0.7): number[] =>
  CHARACTERS.map((_, index) => (index === best ? probability : (1 - probability) / 3));

const read = (...classes: number[]) => decodeCtc(Float32Array.from(classes.flatMap((best) => step(best))), CHARACTERS);

describe('CTC decoding', () => {
  it('merges repeats and drops blanks', () => expect(read(1, 1, 0, 2, 2).text).toBe('ab'));

  it('keeps a double letter that a blank separates', () => expect(read(1, 0, 1).text).toBe('aa'));

  it('keeps spaces between words and drops those around the line', () => expect(read(3, 1, 3, 2, 3).text).toBe('a b'));

  it('has no confidence in a line of blanks', () => expect(read(0, 0)).toEqual({ text: '', confidence: 0 }));

  it('averages the probabilities of the characters it kept', () => {
    const { confidence } = decodeCtc(
      Float32Array.from([...step(1, 0.9), ...step(0, 0.5), ...step(2, 0.7)]),
      CHARACTERS,
    );
    expect(confidence).toBeCloseTo(0.8);
  });
});
