/** One line that is written over on a terminal; elsewhere a line every ten seconds. */
export class Progress {
  private writtenAt = -Infinity;

  constructor(private readonly out: NodeJS.WriteStream) {}

  update(text: string): void {
    if (this.out.isTTY) {
      this.out.write(`\r\x1b[K  ${text.slice(0, this.out.columns - 3)}`);
      return;
    }
    if (performance.now() - this.writtenAt < 10_000) return;
    this.writtenAt = performance.now();
    this.out.write(`  ${text}\n`);
  }

  /** What follows stands on a line of its own. */
  end(): void {
    if (this.out.isTTY) this.out.write('\r\x1b[K');
  }
}
