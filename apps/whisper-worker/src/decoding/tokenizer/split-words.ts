import type { WhisperTokenizer } from './whisper-tokenizer';

/** A piece of text and the tokens it comes from. */
export interface TokenWord {
  text: string;
  tokens: number[];
}

/** Languages written without spaces; their words are the smallest readable pieces. */
const WITHOUT_SPACES = new Set(['zh', 'ja', 'th', 'lo', 'my', 'yue']);
/** Python's `string.punctuation`. */
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const BROKEN = '\ufffd';

/** Words as faster-whisper counts them; a token that is no text stands alone, with an empty text. */
export function splitWords(tokenizer: WhisperTokenizer, tokens: readonly number[], language: string): TokenWord[] {
  const pieces = readablePieces(tokenizer, tokens);
  return WITHOUT_SPACES.has(language) ? pieces : joinedAtSpaces(pieces, tokenizer.special.endOfText);
}

/** The shortest runs of tokens that are whole characters. */
function readablePieces(tokenizer: WhisperTokenizer, tokens: readonly number[]): TokenWord[] {
  const whole = tokenizer.decode(tokens);
  const pieces: TokenWord[] = [];
  let current: number[] = [];
  let offset = 0;
  for (const token of tokens) {
    current.push(token);
    const text = tokenizer.decode(current);
    const broken = text.indexOf(BROKEN);
    // What the whole text shows as broken will not become whole.
    if (broken >= 0 && whole[offset + broken] !== BROKEN) continue;
    pieces.push({ text, tokens: current });
    current = [];
    offset += text.length;
  }
  return pieces;
}

function joinedAtSpaces(pieces: readonly TokenWord[], endOfText: number): TokenWord[] {
  const words: TokenWord[] = [];
  for (const { text, tokens } of pieces) {
    const last = words.at(-1);
    const alone = tokens[0]! >= endOfText || text.startsWith(' ') || PUNCTUATION.includes(text.trim());
    if (alone || !last) {
      words.push({ text, tokens: [...tokens] });
    } else {
      last.text += text;
      last.tokens.push(...tokens);
    }
  }
  return words;
}
