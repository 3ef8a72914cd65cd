import { reportTexts } from './same-texts';

describe('the texts of two engines', () => {
  it('are counted, and told where they differ', () => {
    const texts = [
      { clip: 'jfk', 'faster-whisper': ' And so.', Switchyard: ' And so.' },
      { clip: 'menu', 'faster-whisper': ' Press one.', Switchyard: ' Press 1.' },
    ];
    expect(reportTexts(texts).split('\n')).toEqual([
      '1 of 2 texts are the same',
      '',
      'menu',
      '  faster-whisper: Press one.',
      '  Switchyard: Press 1.',
    ]);
  });

  it('may all be the same', () =>
    expect(reportTexts([{ clip: 'jfk', 'faster-whisper': ' So.', Switchyard: ' So.' }])).toBe(
      '1 of 1 texts are the same',
    ));
});
