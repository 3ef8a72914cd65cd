import { ok, warn, type Finding } from './check';
import { programOutput } from './program-output';

/** Whether engines and ffmpeg can be limited in what they use. */
export async function checkLimits(): Promise<Finding[]> {
  return [limitsFinding(await programOutput('prlimit', ['--version']))];
}

/** @param text what `prlimit --version` prints, or nothing without it */
export function limitsFinding(text: string | undefined): Finding {
  const found = 'no prlimit: engines and ffmpeg run without limits of memory, CPU time and file size';
  if (text === undefined) return warn('limits', found, 'on Linux: apt-get install util-linux; macOS has none');
  return ok('limits', text.trim());
}
