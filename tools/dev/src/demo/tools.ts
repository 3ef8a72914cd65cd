import { runTool } from '@switchyard/engine';

export interface ToolPlace {
  cwd: string;
  signal: AbortSignal;
}

/** Runs a program to its end and gives back what it printed; another exit code than 0 is a failure. */
export async function run(
  command: string,
  args: readonly string[],
  { cwd, signal }: ToolPlace,
  onLine?: (line: string) => void,
): Promise<string> {
  const lines: string[] = [];
  const keep = (line: string): void => {
    lines.push(line);
    onLine?.(line);
  };
  const end = await runTool(command, args, { cwd, signal, onLine: keep });
  if (end.code === 0) return lines.join('\n');
  throw new Error(`${command} failed (${end.signal ?? `exit code ${end.code}`}): ${end.stderrTail.trim()}`);
}

/** True when the program can be started and ends well. */
export const works = (command: string, args: readonly string[], place: ToolPlace): Promise<boolean> =>
  run(command, args, place).then(
    () => true,
    () => false,
  );
