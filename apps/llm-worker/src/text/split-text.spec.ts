import fc from 'fast-check';
import { splitText } from './split-text';

const count = async (texts: readonly string[]): Promise<number[]> =>
  texts.map((text) => Math.ceil(Buffer.byteLength(text) / 3));

describe('splitting a text', () => {
  it('loses nothing and makes no part too long', async () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab .!?\n\t', '你', '。', 'é', '\n\n', 'word ') });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 4, max: 30 }), async (whole, most) => {
        const parts = await splitText(whole, most, count);
        expect(parts.join('')).toBe(whole);
        for (const size of await count(parts)) expect(size).toBeLessThanOrEqual(most);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['paragraphs', 'One two three.\n\nFour five six.\n', 8, ['One two three.\n\n', 'Four five six.\n']],
    ['lines', 'One two three\nfour five six\n', 6, ['One two three\n', 'four five six\n']],
    ['sentences', 'One two three. Four five six.', 6, ['One two three. ', 'Four five six.']],
    ['Chinese sentences', '今天天气很好。我们去海边吧。', 8, ['今天天气很好。', '我们去海边吧。']],
    ['words', 'One two three four five', 6, ['One two three ', 'four five']],
  ])('takes the ends of %s', async (_place, text, most, parts) => {
    expect(await splitText(text, most, count)).toEqual(parts);
  });
});
