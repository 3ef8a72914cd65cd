const SHOWN = '***';

/** Takes a secret out of text, also of text that comes in pieces. */
export class SecretFilter {
  private held = '';

  constructor(private readonly secret: string | undefined) {}

  readonly hide = (text: string): string => (this.secret ? text.replaceAll(this.secret, SHOWN) : text);

  /** What of the text so far may be shown; the beginning of a secret is held back until more is known. */
  push(piece: string): string {
    if (!this.secret) return piece;
    const text = this.hide(this.held + piece);
    let kept = Math.min(this.secret.length - 1, text.length);
    while (kept > 0 && !this.secret.startsWith(text.slice(text.length - kept))) kept -= 1;
    this.held = text.slice(text.length - kept);
    return text.slice(0, text.length - kept);
  }

  end(): string {
    const rest = this.held;
    this.held = '';
    return rest;
  }
}
