import answers from '../../../test/fixtures/faster-whisper.json';
import { cutSegments } from './segment-cuts';

// The first timestamp of the tokenizer the answers were made with.
const FIRST_TIMESTAMP = 432;

describe('segments of a window', () => {
  it.each(answers.cuts)("are faster-whisper's for $name from frame $first", ({ tokens, first, frames, ...cut }) => {
    const { segments, next, endsInSilence } = cutSegments(tokens, { first, frames }, FIRST_TIMESTAMP);
    expect({ segments, next, endsInSilence }).toEqual({
      segments: cut.segments,
      next: cut.next,
      endsInSilence: cut.endsInSilence,
    });
  });
});
