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
      stream: terminal.stderr as NodeJS.WriteStream,
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

class Lines implements Progress {
  private told = 0;
  private message = '';

  constructor(
    private readonly terminal: Terminal,
    private readonly title: string,
  ) {}

  update(fraction: number, message?: string): void {
    const news = message !== undefined && message !== this.message && !Lines.counts(message);
    if (!news && fraction < this.told + LINE_STEP && fraction !== 1) return;
    if (!news && fraction === this.told) return;
    this.told = fraction;
    this.message = message ?? this.message;
    this.terminal.note(`${this.title}: ${Math.floor(fraction * 100)} %${message ? ` ${plain(message)}` : ''}`);
  }

  say(text: string): void {
    this.terminal.note(text);
  }

  stop(): void {}

  /** A message with figures in it changes all the time; only its percentage is worth a line. */
  private static counts(message: string): boolean {
    return /\d/.test(message);
  }
}

class Silent implements Progress {
  constructor(private readonly terminal: Terminal) {}

  update(): void {}

  say(text: string): void {
    this.terminal.note(text);
  }

  stop(): void {}
}
