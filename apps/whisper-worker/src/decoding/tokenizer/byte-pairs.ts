/** How GPT-2 cuts text into words before it merges bytes (its `encoder.py`); each match begins where the last one ended. */
// eslint-disable-next-line regexp/no-super-linear-move -- no character is skipped, so that the pattern never starts anew
const WORDS = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu;

/** The printable character that stands for each byte in GPT-2's vocabulary. */
export const CHARACTER_OF_BYTE = charactersOfBytes();
const BYTE_OF_CHARACTER = new Map(CHARACTER_OF_BYTE.map((character, byte) => [character, byte]));

/**
 * The bytes that each token of a vocabulary stands for, side by side: fifty thousand arrays would be work for each collection of
 * garbage.
 */
export class TokenBytes {
  private readonly bytes: Buffer;
  /** Where each token begins; the next one begins where it ends. */
  private readonly starts: Int32Array;

  constructor(vocabulary: Readonly<Record<string, number>>) {
    const words: string[] = [];
    for (const [word, token] of Object.entries(vocabulary)) words[token] = word;
    this.starts = new Int32Array(words.length + 1);
    for (let token = 0; token < words.length; token++) {
      this.starts[token + 1] = this.starts[token]! + (words[token]?.length ?? 0);
    }
    this.bytes = Buffer.alloc(this.starts.at(-1)!);
    for (const [token, word = ''] of words.entries()) {
      const start = this.starts[token]!;
      for (let at = 0; at < word.length; at++) this.bytes[start + at] = BYTE_OF_CHARACTER.get(word[at]!)!;
    }
  }

  /** Empty where the vocabulary lacks the token. */
  of(token: number): Buffer {
    return this.bytes.subarray(this.starts[token] ?? 0, this.starts[token + 1] ?? 0);
  }
}

/** Byte-level byte pair encoding: text into tokens. */
export class BytePairs {
  private readonly ranks: ReadonlyMap<string, number>;

  /** @param merges `left right`, the first to be merged first */
  constructor(
    private readonly vocabulary: Readonly<Record<string, number>>,
    merges: readonly string[],
  ) {
    this.ranks = new Map(merges.map((merge, rank) => [merge, rank]));
  }

  encode(text: string): number[] {
    const words = text.match(WORDS) ?? [];
    return words.flatMap((word) => this.merged(word)).map((piece) => this.vocabulary[piece]!);
  }

  private merged(word: string): string[] {
    const pieces = Array.from(Buffer.from(word), (byte) => CHARACTER_OF_BYTE[byte]!);
    for (;;) {
      let best = -1;
      let bestRank = Infinity;
      for (let at = 0; at + 1 < pieces.length; at++) {
        const rank = this.ranks.get(`${pieces[at]} ${pieces[at + 1]}`);
        if (rank === undefined || rank >= bestRank) continue;
        best = at;
        bestRank = rank;
      }
      if (best < 0) return pieces;
      pieces.splice(best, 2, pieces[best]! + pieces[best + 1]!);
    }
  }
}

/** Printable Latin-1 stands for itself, every other byte for a character from U+0100 on (`bytes_to_unicode` of GPT-2). */
function charactersOfBytes(): string[] {
  const characters: string[] = [];
  let next = 0x100;
  for (let byte = 0; byte < 256; byte++) {
    const printable = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
    characters.push(String.fromCharCode(printable ? byte : next++));
  }
  return characters;
}
