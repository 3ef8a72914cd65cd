import { readFile } from 'node:fs/promises';
import { BytePairs, TokenBytes } from './byte-pairs';

/** The part of a `tokenizer.json` that is read here. */
interface TokenizerFile {
  model: { vocab: Record<string, number>; merges: (string | [string, string])[] };
  added_tokens: { id: number; content: string }[];
}

/** Tokens that are not text. Ids below `endOfText` are text, ids from `firstTimestamp` on are times in steps of 20 ms. */
export interface SpecialTokens {
  endOfText: number;
  startOfTranscript: number;
  startOfPrevious: number;
  startOfLm: number;
  transcribe: number;
  translate: number;
  noSpeech: number;
  noTimestamps: number;
  firstTimestamp: number;
}

/** Text of Whisper's tokens and back. */
export class WhisperTokenizer {
  readonly special: SpecialTokens;
  private readonly added: ReadonlyMap<string, number>;
  private readonly bytes: TokenBytes;

  /** @param file a `tokenizer.json`; kept as it is, since there is seldom a text to encode */
  private constructor(private readonly file: Buffer) {
    const { model, added_tokens: added } = parse(file);
    this.added = new Map(added.map(({ content, id }) => [content, id]));
    this.special = specialTokens(this.added);
    this.bytes = new TokenBytes(model.vocab);
  }

  /** @param path a `tokenizer.json` as it comes with every Whisper model */
  static async load(path: string): Promise<WhisperTokenizer> {
    return new WhisperTokenizer(await readFile(path));
  }

  /** The token of a language code, if there is one. */
  languageToken(code: string): number | undefined {
    return this.added.get(`<|${code}|>`);
  }

  /** The tokens of all languages it has; they lie between the start of a transcript and its tasks. */
  get languageTokens(): number[] {
    const { startOfTranscript, transcribe, translate } = this.special;
    const last = Math.min(transcribe, translate);
    return [...this.added.values()].filter((token) => token > startOfTranscript && token < last).sort((a, b) => a - b);
  }

  /** The code of a language's token, such as `en`. */
  languageCode(token: number): string {
    for (const [content, id] of this.added) if (id === token) return content.slice(2, -2);
    throw new Error(`token ${token} is no language`);
  }

  /** The text of the text tokens among `tokens`; bytes that are no UTF-8 become U+FFFD. */
  decode(tokens: readonly number[]): string {
    const text = tokens.filter((token) => token < this.special.endOfText);
    return Buffer.concat(text.map((token) => this.bytes.of(token))).toString('utf8');
  }

  /** Tokens of plain text; what looks like a special token is text, too. */
  encode(text: string): number[] {
    return this.encodeAll([text])[0]!;
  }

  /** Tokens of each text. What that needs of the file is read anew, some 50 ms, and not kept: it is most of it. */
  encodeAll(texts: readonly string[]): number[][] {
    const pairs = pairsOf(parse(this.file));
    return texts.map((text) => pairs.encode(text));
  }
}

const parse = (file: Buffer): TokenizerFile => JSON.parse(file.toString('utf8')) as TokenizerFile;

const pairsOf = ({ model: { vocab, merges } }: TokenizerFile): BytePairs =>
  new BytePairs(
    vocab,
    merges.map((merge) => (typeof merge === 'string' ? merge : merge.join(' '))),
  );

function specialTokens(added: ReadonlyMap<string, number>): SpecialTokens {
  const id = (...names: string[]): number => {
    const found = names.map((name) => added.get(`<|${name}|>`)).find((token) => token !== undefined);
    if (found === undefined) throw new Error(`the tokenizer has no <|${names[0]}|>: it is none of a Whisper model`);
    return found;
  };
  const noTimestamps = id('notimestamps');
  return {
    endOfText: id('endoftext'),
    startOfTranscript: id('startoftranscript'),
    startOfPrevious: id('startofprev'),
    startOfLm: id('startoflm'),
    transcribe: id('transcribe'),
    translate: id('translate'),
    noSpeech: id('nospeech', 'nocaptions'),
    noTimestamps,
    firstTimestamp: noTimestamps + 1,
  };
}
