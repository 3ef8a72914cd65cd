/**
 * The pieces of a text that a task tells. A later attempt tells it again from its beginning: what was given already is not given
 * twice.
 */
export class ToldText {
  private given = '';
  private told = '';

  /** Forgets what an attempt told that has ended. */
  begin(): void {
    this.told = '';
  }

  /** @returns what is new of the text; nothing where this attempt tells another text than the one before */
  add(piece: string): string {
    this.told += piece;
    return this.upTo(this.told);
  }

  /** Whether what was given is the begin of a text. */
  isOf(text: string): boolean {
    return text.startsWith(this.given);
  }

  /** What is still missing of the whole text. */
  upTo(text: string): string {
    if (!this.isOf(text)) return '';
    const more = text.slice(this.given.length);
    this.given = text;
    return more;
  }
}
