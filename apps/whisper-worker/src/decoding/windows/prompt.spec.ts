import { smallTokenizer } from '../../../test/small-tokenizer';
import type { WhisperTokenizer } from '../tokenizer/whisper-tokenizer';
import { PreviousText, startSequence, windowPrompt } from './prompt';

describe('prompts', () => {
  let tokenizer: WhisperTokenizer;

  beforeAll(async () => {
    tokenizer = await smallTokenizer();
  });

  it('name language and task to a model that knows several', () => {
    const { startOfTranscript, translate } = tokenizer.special;
    const german = tokenizer.languageToken('de');
    expect(startSequence(tokenizer, 'de', 'translate')).toEqual([startOfTranscript, german, translate]);
  });

  it('name neither to one that knows English alone', () =>
    expect(startSequence(tokenizer, 'en', undefined)).toEqual([tokenizer.special.startOfTranscript]));

  it('have the text before in front', () =>
    expect(windowPrompt(tokenizer, [1, 2], [3])).toEqual([tokenizer.special.startOfPrevious, 1, 2, 3]));

  it('are the start alone where nothing was before', () => expect(windowPrompt(tokenizer, [], [3])).toEqual([3]));
});

describe('the text before a window', () => {
  let tokenizer: WhisperTokenizer;

  beforeAll(async () => {
    tokenizer = await smallTokenizer();
  });

  it('is the initial prompt at first', () =>
    expect(new PreviousText(tokenizer, { initialPrompt: '  the best times ' }, 100).tail).toEqual(
      tokenizer.encode(' the best times'),
    ));

  it('is what the chunk before left, if there was one', () =>
    expect(new PreviousText(tokenizer, { initialPrompt: 'the best', previousTokens: [5] }, 100).tail).toEqual([5]));

  it('keeps no more than a prompt takes', () => {
    const previous = new PreviousText(tokenizer, {}, 3);
    previous.add([1, 2]);
    previous.add([3, 4]);
    expect(previous.tail).toEqual([2, 3, 4]);
  });

  it('is forgotten', () => {
    const previous = new PreviousText(tokenizer, { previousTokens: [1, 2] }, 3);
    previous.forget();
    expect(previous.tail).toEqual([]);
  });
});
