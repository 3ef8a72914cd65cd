import type { WhisperTokenizer } from './whisper-tokenizer';

/** Stands for all tokens that name sounds other than speech. */
const NON_SPEECH = -1;

/** What is written for sounds and speakers, but hardly ever said. */
const SYMBOLS = [
  ...'"#()*+/:;<=>@[\\]^_`{|}~「」『』',
  ...'<< >> <<< >>> -- --- -( -[ (\' (" (( )) ((( ))) [[ ]] {{ }} ♪♪ ♪♪♪'.split(' '),
];
/** Several tokens where the vocabulary lacks them; then the first, which they share with other signs, is suppressed. */
const NOTES = [...'♩♪♫♬♭♮♯'];
/** Are written within words, and begin none. */
const WITHIN_WORDS = [' -', " '"];

/**
 * Tokens that are never written, as faster-whisper takes them (`get_suppressed_tokens`): those that are named and, unless none
 * is, the marks that open a text.
 */
export function suppressedTokens(tokenizer: WhisperTokenizer, named: readonly number[]): number[] {
  if (named.length === 0) return [];
  const { transcribe, translate, startOfTranscript, startOfPrevious, startOfLm, noSpeech } = tokenizer.special;
  const marks = [transcribe, translate, startOfTranscript, startOfPrevious, startOfLm, noSpeech];
  const tokens = named.flatMap((token) => (token === NON_SPEECH ? nonSpeechTokens(tokenizer) : [token]));
  return inOrder([...tokens, ...marks]);
}

const known = new WeakMap<WhisperTokenizer, readonly number[]>();

/** Tokens of what is not speech; a sign of several tokens is left alone, unless it is a note. */
function nonSpeechTokens(tokenizer: WhisperTokenizer): readonly number[] {
  const found = known.get(tokenizer) ?? findNonSpeechTokens(tokenizer);
  known.set(tokenizer, found);
  return found;
}

function findNonSpeechTokens(tokenizer: WhisperTokenizer): number[] {
  const firsts = [...WITHIN_WORDS, ...bothWays(NOTES)];
  const encoded = tokenizer.encodeAll([...firsts, ...bothWays(SYMBOLS)]);
  const first = encoded.slice(0, firsts.length).map((tokens) => tokens[0]!);
  const whole = encoded.slice(firsts.length).filter(({ length }) => length === 1);
  return inOrder([...first, ...whole.flat()]);
}

/** At the beginning of a word and within one. */
const bothWays = (texts: readonly string[]): string[] => texts.flatMap((text) => [text, ` ${text}`]);

const inOrder = (tokens: readonly number[]): number[] => [...new Set(tokens)].sort((a, b) => a - b);
