import { shortened } from '@switchyard/engine';

const EVERY_MS = 500;
/** What is printed beyond so many entries of an attempt is left out of the event log. */
const MOST_ENTRIES = 50;
const MOST_CHARACTERS = 2000;

/** What engines print while they work for an attempt: told at most twice a second, and no more than a log can take. */
export class PrintedText {
  private text = '';
  private entries = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly tell: (message: string) => void) {}

  add(text: string): void {
    if (this.entries === MOST_ENTRIES) return;
    this.text = (this.text + text).slice(-2 * MOST_CHARACTERS);
    this.timer ??= setTimeout(() => this.flush(), EVERY_MS).unref();
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const message = shortened(this.text, MOST_CHARACTERS);
    this.text = '';
    if (message === '') return;
    this.entries += 1;
    this.tell(this.entries === MOST_ENTRIES ? `${message}\n(what it prints from here on is left out)` : message);
  }
}
