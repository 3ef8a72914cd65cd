import pc from 'picocolors';

export type Output = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

export interface TerminalOptions {
  stdout: Output;
  stderr: Output;
  /** Answers as JSON. */
  json: boolean;
}

/** Where a command writes: answers to stdout, everything about them to stderr. */
export class Terminal {
  readonly json: boolean;
  /** Colours of stdout. */
  readonly paint: ReturnType<typeof pc.createColors>;

  constructor(private readonly options: TerminalOptions) {
    this.json = options.json;
    this.paint = pc.createColors(pc.isColorSupported && options.stdout.isTTY === true);
  }

  /** Columns of the terminal, where stdout is one. */
  get width(): number | undefined {
    // A terminal that does not know its size says 0.
    return this.options.stdout.isTTY ? this.options.stdout.columns || undefined : undefined;
  }

  /** Whether a bar can be drawn. */
  get live(): boolean {
    return this.options.stderr.isTTY === true && !this.json;
  }

  /** Whether an answer may be drawn again and again. */
  get isScreen(): boolean {
    return this.options.stdout.isTTY === true;
  }

  get stdout(): Output {
    return this.options.stdout;
  }

  get stderr(): Output {
    return this.options.stderr;
  }

  print(text: string): void {
    this.options.stdout.write(`${text}\n`);
  }

  printJson(value: unknown): void {
    this.print(JSON.stringify(value, null, 2));
  }

  /** One JSON text per line, for answers that go on. */
  printJsonLine(value: unknown): void {
    this.print(JSON.stringify(value));
  }

  /** Prints the value for programs or, lazily, the text for people. */
  answer(value: unknown, text: () => string): void {
    if (this.json) this.printJson(value);
    else this.print(text());
  }

  note(text: string): void {
    this.options.stderr.write(`${text}\n`);
  }

  /** What helps a person and would be noise to a program. */
  hint(text: string): void {
    if (!this.json) this.note(text);
  }
}
