import answers from '../../../test/fixtures/faster-whisper.json';
import { smallTokenizer } from '../../../test/small-tokenizer';
import { suppressedTokens } from './suppressed-tokens';

describe('tokens that are never written', () => {
  it.each(answers.suppressed.filter(({ model }) => model === 'small'))(
    "are faster-whisper's for $asked",
    async ({ asked, tokens }) => expect(suppressedTokens(await smallTokenizer(), asked)).toEqual(tokens),
  );

  it('are none where the settings name none', async () =>
    expect(suppressedTokens(await smallTokenizer(), [])).toEqual([]));
});
