/** Something a command cannot do, said with what helps and the exit code it means. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly exitCode: 1 | 2 | 3 | 4 | 5 | 6,
    /** What to do about it. */
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** The user pressed Ctrl-C. */
export class InterruptedError extends Error {
  constructor(message = 'interrupted') {
    super(message);
  }
}
