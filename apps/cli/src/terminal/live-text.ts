import { clearScreenDown, moveCursor } from 'node:readline';
import type { Terminal } from './terminal';

/** A text that takes its own place each time it is shown. */
export class LiveText {
  private lines = 0;

  constructor(private readonly terminal: Terminal) {}

  show(text: string): void {
    const { stdout } = this.terminal;
    if (this.lines > 0) moveCursor(stdout, 0, -this.lines);
    clearScreenDown(stdout);
    this.terminal.print(text);
    this.lines = text.split('\n').length;
  }
}
