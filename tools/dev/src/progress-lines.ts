import { type Format, MultiBar, type SingleBar } from 'cli-progress';

/** One line of progress. */
export interface ProgressLine {
  update(fraction: number, note?: string): void;
  /** Says how it ended. */
  done(note: string): void;
}

/** Bars on a terminal, else one line at the start and one at the end of each. */
export class ProgressLines {
  private readonly bars?: MultiBar;

  constructor(private readonly out: NodeJS.WriteStream) {
    if (!out.isTTY) return;
    this.bars = new MultiBar({
      format: '  {title} {bar} {percentage} %  {note}',
      hideCursor: true,
      linewrap: false,
      barsize: 24,
      stream: out,
      formatBar,
    });
  }

  add(title: string): ProgressLine {
    const padded = title.padEnd(30);
    return this.bars ? barLine(this.bars, padded) : this.plainLine(padded);
  }

  /** Leaves the lines as they are and the cursor below them. */
  close(): void {
    this.bars?.stop();
  }

  private plainLine(title: string): ProgressLine {
    this.out.write(`  ${title} started\n`);
    return { update: () => undefined, done: (note) => void this.out.write(`  ${title} ${note}\n`) };
  }
}

const formatBar: typeof Format.BarFormat = (progress, options) => {
  const full = Math.round(progress * (options.barsize ?? 24));
  return '━'.repeat(full) + '─'.repeat((options.barsize ?? 24) - full);
};

function barLine(bars: MultiBar, title: string): ProgressLine {
  const bar: SingleBar = bars.create(100, 0, { title, note: '' });
  return {
    update: (fraction, note = '') => bar.update(Math.floor(fraction * 100), { note }),
    done: (note) => bar.update(bar.getTotal(), { note }),
  };
}
