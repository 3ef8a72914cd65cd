import { completeCharacters, parseDictionary } from './dictionary';

describe('parsing a dictionary', () => {
  it('takes one character a line', () => expect(parseDictionary('a\nb\n')).toEqual(['a', 'b']));

  it('keeps a last line without an end', () => expect(parseDictionary('a\n ')).toEqual(['a', ' ']));

  it('reads line ends of Windows', () => expect(parseDictionary('a\r\nb\r\n')).toEqual(['a', 'b']));
});

describe('completing the characters', () => {
  const complete = ['blank', 'a', 'b', ' '];

  it.each([
    ['neither blank nor space', ['a', 'b']],
    ['only the blank', ['blank', 'a', 'b']],
    ['only the space', ['a', 'b', ' ']],
    ['both', complete],
  ])('completes a dictionary that spells out %s', (_, characters) =>
    expect(completeCharacters(characters, 4)).toEqual(complete),
  );

  it('refuses the dictionary of another model', () =>
    expect(() => completeCharacters(['a', 'b'], 7)).toThrow('2 characters, the model tells 7 classes apart'));
});
