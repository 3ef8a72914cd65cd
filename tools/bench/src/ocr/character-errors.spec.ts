import { characterErrorRate, comparable, editDistance } from './character-errors';

describe('edit distance', () => {
  it.each([
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
    ['abc', '', 3],
    ['same', 'same', 0],
    ['𝄞a', 'a', 1],
  ])('from %p to %p is %d', (a, b, distance) => expect(editDistance(a, b)).toBe(distance));
});

describe('comparing texts', () => {
  it('takes line ends and runs of spaces for one space', () => expect(comparable(' a \n b ', 'en')).toBe('a b'));

  it('drops the spaces of Chinese and Japanese', () => expect(comparable('第三章 回家', 'zh')).toBe('第三章回家'));

  it('counts a lost space as an error in English', () =>
    expect(characterErrorRate([{ wanted: 'go on', read: 'goon', language: 'en' }])).toBe(0.2));

  it('weighs texts by their length', () => {
    const pairs = [
      { wanted: 'abcdefgh', read: 'abcdefgh', language: 'en' },
      { wanted: 'ab', read: 'xy', language: 'en' },
    ];
    expect(characterErrorRate(pairs)).toBe(0.2);
  });
});
