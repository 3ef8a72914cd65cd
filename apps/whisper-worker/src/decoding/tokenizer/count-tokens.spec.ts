import { countTokens } from './count-tokens';

const tokenizer = (noTimestamps: number, more: object = {}): string =>
  JSON.stringify({
    model: { vocab: { a: 0 }, merges: [] },
    added_tokens: [
      { id: 50_258, content: '<|startoftranscript|>' },
      { id: noTimestamps, content: '<|notimestamps|>' },
    ],
    ...more,
  });

describe('the tokens of a tokenizer', () => {
  it.each([
    ['a model that knows English alone', 50_362, 51_864],
    ['one that knows 99 languages', 50_363, 51_865],
    ['one that knows 100', 50_364, 51_866],
  ])('are as many as those of %s', (_what, noTimestamps, expected) =>
    expect(countTokens(tokenizer(noTimestamps))).toBe(expected),
  );

  it.each([
    ['no JSON', '{'],
    ['a list', '[1]'],
    ['nothing', '{}'],
    ['no words', tokenizer(50_363, { model: {} })],
    ['no marks', tokenizer(50_363, { added_tokens: undefined })],
    ['marks of another kind', tokenizer(50_363, { added_tokens: ['<|notimestamps|>', { content: '<|endoftext|>' }] })],
  ])('are unknown where it holds %s', (_what, text) => expect(countTokens(text)).toBeUndefined());
});
