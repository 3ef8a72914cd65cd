import { missing, ok, warn, type Finding } from './check';
import { programOutput } from './program-output';

const FIX = 'get it with: make setup, apt-get install python3-pip or brew install python';

/** The Pythons that models are fetched with, in this order. */
const PYTHONS = ['python3', '/usr/bin/python3'];

/** What `python3 -m pip --version` prints, in the first Python that has pip. */
export async function pipVersion(): Promise<string | undefined> {
  for (const python of PYTHONS) {
    const text = await programOutput(python, ['-m', 'pip', '--version']);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Pip is needed as long as a model has to be fetched. */
export function pipFinding(text: string | undefined, modelsMissing: boolean): Finding {
  if (text !== undefined) return ok('pip', /^pip (\S+)/.exec(text)?.[1] ?? 'here');
  const found = 'python3 is missing or has no pip; most models are fetched with it';
  return modelsMissing ? missing('pip', found, FIX) : warn('pip', found, FIX);
}
