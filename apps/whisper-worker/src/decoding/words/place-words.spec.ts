import answers from '../../../test/fixtures/faster-whisper.json';
import { placeWords } from './place-words';

const END_OF_TEXT = 420;

describe('words in their segments', () => {
  it.each(answers.placed)('are where faster-whisper puts $name', ({ offset, words, segments, placed }) => {
    const found = placeWords(segments, structuredClone(words), { offset, lastSpeech: 0, endOfText: END_OF_TEXT });
    expect(found).toHaveLength(placed.length);
    for (const [index, segment] of placed.entries()) {
      expect(found[index]!.start).toBeCloseTo(segment.start, 6);
      expect(found[index]!.end).toBeCloseTo(segment.end, 6);
      expect(found[index]!.words.map(({ word }) => word)).toEqual(segment.words.map(({ word }) => word));
      for (const [at, word] of segment.words.entries()) {
        expect(found[index]!.words[at]!.start).toBeCloseTo(word.start, 6);
        expect(found[index]!.words[at]!.end).toBeCloseTo(word.end, 6);
      }
    }
  });
});
