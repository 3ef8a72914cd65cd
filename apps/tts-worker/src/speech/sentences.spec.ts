import { sentencesOf } from './sentences';

describe('the sentences of a text', () => {
  it.each([
    ['en', 'Dr. Smith met J. R. Hall at 3.15 p.m. today. It was late!', 2],
    ['en', 'We rise at 7 a.m. The train leaves. Is it so?', 3],
    ['en', 'The U.S. army came, e.g. on Jan. 5, with No. 3. Then it left.', 2],
    ['de', 'Am 5. Mai kam Hr. Meier z.B. zu spät. Dann ging er.', 2],
    ['es', '¿Qué hora es? Son las tres, Sr. García.', 2],
    ['en', 'A heading\n\nA line\nthat goes on.', 2],
  ])('%s: %s', (language, text, count) => expect(sentencesOf(text, language)).toHaveLength(count));

  it('has none in marks alone', () => expect(sentencesOf('... — !\n\n***', 'en')).toEqual([]));

  it('cuts what is too long to be said at once, between clauses or words, and loses nothing', () => {
    const long = `${'one two three, '.repeat(40)}${'word '.repeat(100)}${'x'.repeat(600)}${'😀a'.repeat(300)}`;
    const parts = sentencesOf(long, 'en');
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(250);
    expect(parts.join('').replace(/\s/gu, '')).toBe(long.replace(/\s/gu, ''));
    expect(parts[0]).toMatch(/three,$/);
    expect(parts.every((part) => !/^[\udc00-\udfff]|[\ud800-\udbff]$/u.test(part))).toBe(true);
  });
});
