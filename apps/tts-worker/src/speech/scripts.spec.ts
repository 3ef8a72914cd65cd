import { unspeakable } from './scripts';

const joe = { name: 'joe', language: 'en-US' };
const alpha = { name: 'alpha', language: 'hi' };

describe('a text in a script that a voice does not read', () => {
  it('is refused with the voices that do', () => {
    expect(() => unspeakable('नमस्ते दुनिया', joe, [joe, alpha])).toThrow(/Devanagari\); voices that can: alpha/);
    expect(() => unspeakable('你好世界', joe, [joe, alpha])).toThrow(/4 of its 4 letters \(Han\); no voice here can/);
  });

  it('is spoken where only a little of it is so', () => {
    expect(unspeakable('The word мир means peace.', joe, [joe])).toEqual([
      'the voice joe cannot read 3 letters (Cyrillic); they are spelled or left out',
    ]);
    expect(unspeakable('Café at 5 — naïve?', joe, [joe])).toEqual([]);
  });
});
