import { SingleBar, type Options } from 'cli-progress';
import { plain } from './plain';
import type { Terminal } from './terminal';

/** How far something is; drawn as a bar, or as a line now and then where no bar can be drawn. */
export interface Progress {
  /** @param fraction 0 to 1 */
  update(fraction: number, message?: string): void;
  /** Says something without spoiling the bar. */
  say(text: string): void;
  stop(): void;
}

/** A bar on a terminal, lines elsewhere, nothing for a program that reads JSON. */
export function startProgress(terminal: Terminal, title: string): Progress {
  if (terminal.json) return new Silent(terminal);
  return terminal.live ? new Bar(terminal, title) : new Lines(terminal, title);
}

class Bar implements Progress {
  private readonly bar: SingleBar;
  private fraction = 0;
  private message = '';

  constructor(
    private readonly terminal: Terminal,
    private readonly title: string,
  ) {
    const options: Options = {
      format: '{title} [{bar}] {percentage}% {message}',
      stream: terminal.stderr,
      barsize: 30,
      clearOnComplete: true,
      hideCursor: true,
      linewrap: false,
      autopadding: true,
    };
    this.bar = new SingleBar(options);
    this.start();
  }

  update(fraction: number, message?: string): void {
    this.fraction = fraction;
    this.message = message === undefined ? this.message : plain(message);
    this.bar.update(Math.round(fraction * 1000), { message: this.message });
  }

  say(text: string): void {
    this.bar.stop();
    this.terminal.note(text);
    this.start();
  }

  stop(): void {
    this.bar.stop();
  }

  private start(): void {
    this.bar.start(1000, Math.round(this.fraction * 1000), { title: this.title, message: this.message });
  }
}

const LINE_STEP = 0.1;
const LINE_MS = 1000;

class Lines implements Progress {
  private told = 0;
  private toldAt = Date.now();
  private message = '';

  constructor(
    private readonly terminal: Terminal,
    private readonly title: string,
  ) {}

  update(fraction: number, message = ''): void {
    const isNews = message !== '' && message !== this.message && !hasFigures(message);
    const isFarther = fraction >= this.told + LINE_STEP && Date.now() - this.toldAt >= LINE_MS;
    if (!isNews && !isFarther) return;
    this.told = fraction;
    this.toldAt = Date.now();
    this.message = message;
    this.terminal.note(`${this.title}: ${Math.floor(fraction * 100)} % ${plain(message)}`.trimEnd());
  }

  say(text: string): void {
    this.terminal.note(text);
  }

  stop(): void {}
}

/** A message that counts is another one each time; only its percentage is worth a line. */
const hasFigures = (message: string): boolean => /\d/.test(message);

class Silent implements Progress {
  constructor(private readonly terminal: Terminal) {}

  update(): void {}

  say(text: string): void {
    this.terminal.note(text);
  }

  stop(): void {}
}
