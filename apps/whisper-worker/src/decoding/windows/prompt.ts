import type { DecodingOptions } from '../../transcriber';
import type { WhisperTokenizer } from '../tokenizer/whisper-tokenizer';

/** The text that windows are given as what was said before them. */
export class PreviousText {
  private tokens: number[];

  constructor(
    tokenizer: WhisperTokenizer,
    { previousTokens, initialPrompt }: Pick<DecodingOptions, 'previousTokens' | 'initialPrompt'>,
    private readonly most: number,
  ) {
    const text = initialPrompt?.trim();
    this.tokens = previousTokens ? [...previousTokens] : text ? tokenizer.encode(` ${text}`) : [];
  }

  add(tokens: readonly number[]): void {
    this.tokens.push(...tokens);
  }

  forget(): void {
    this.tokens = [];
  }

  /** The last tokens of it, as many as a prompt takes. */
  get tail(): number[] {
    return this.tokens.slice(-this.most);
  }
}

/** How a transcript begins: language and task for the models that know several. */
export function startSequence(
  tokenizer: WhisperTokenizer,
  language: string,
  task: DecodingOptions['task'] | undefined,
) {
  const { startOfTranscript, transcribe, translate } = tokenizer.special;
  if (!task) return [startOfTranscript];
  return [startOfTranscript, tokenizer.languageToken(language)!, task === 'translate' ? translate : transcribe];
}

/** What the decoder reads before it writes: the text before, if there is any, and the start. */
export function windowPrompt(tokenizer: WhisperTokenizer, previous: readonly number[], start: readonly number[]) {
  return previous.length > 0 ? [tokenizer.special.startOfPrevious, ...previous, ...start] : [...start];
}
