import { SwitchyardClient } from '@switchyard/client';
import type { Command } from 'commander';
import { CliError } from './cli-error';
import type { CliSettings } from './cli-settings';
import { EXIT, type ExitCode } from './exit-codes';
import type { Interrupts } from './interrupts';
import { Terminal, type Output } from './terminal/terminal';

/** What the program runs in; tests give their own. */
export interface Surroundings {
  settings: CliSettings;
  stdin: AsyncIterable<Buffer | string>;
  stdout: Output;
  stderr: Output;
  interrupts: Interrupts;
}

export interface GlobalOptions {
  url?: string;
  json?: boolean;
}

/** One run of one command. */
export class Session {
  readonly terminal: Terminal;
  readonly settings: CliSettings;
  private known: SwitchyardClient | undefined;

  constructor(
    readonly surroundings: Surroundings,
    private readonly options: GlobalOptions,
  ) {
    this.settings = surroundings.settings;
    this.terminal = new Terminal({ ...surroundings, json: options.json ?? false });
  }

  get signal(): AbortSignal {
    return this.surroundings.interrupts.signal;
  }

  get gatewayUrl(): string {
    return this.options.url ?? this.settings.switchyardUrl;
  }

  /** Made when it is first needed, so that commands without a gateway do not mind a bad address. */
  get gateway(): SwitchyardClient {
    this.known ??= new SwitchyardClient(checkedUrl(this.gatewayUrl), {
      signal: this.signal,
      key: this.settings.switchyardKey,
    });
    return this.known;
  }

  get tasks(): SwitchyardClient['tasks'] {
    return this.gateway.tasks;
  }

  get files(): SwitchyardClient['files'] {
    return this.gateway.files;
  }
}

function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text;
  throw new CliError(`"${text}" is not the address of a gateway`, 2, 'it looks like http://127.0.0.1:8000');
}

/** Where commands find their surroundings and leave their exit code. */
export class App {
  exitCode: ExitCode = EXIT.ok;

  constructor(readonly surroundings: Surroundings) {}

  /** Makes a commander action of a function that is given a session and returns the exit code, if not 0. */
  action<A extends unknown[]>(
    run: (session: Session, ...args: A) => Promise<ExitCode | void>,
  ): (...given: unknown[]) => Promise<void> {
    return async (...given) => {
      const command = given.at(-1) as Command;
      const session = new Session(this.surroundings, command.optsWithGlobals<GlobalOptions>());
      this.exitCode = (await run(session, ...(given.slice(0, -1) as A))) ?? EXIT.ok;
    };
  }
}

/** The examples at the end of a command's help. */
export const examples = (...lines: string[]): string =>
  `\nExamples:\n${lines.map((line) => `  $ switchyard ${line}`).join('\n')}`;
