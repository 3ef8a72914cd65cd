import { readFileSync } from 'node:fs';

/** What the processor can do, as Linux names it, e.g. `avx2`; nothing where the system does not tell. */
export function processorFlags(): ReadonlySet<string> {
  try {
    const [, flags = ''] = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8')) ?? [];
    return new Set(flags.split(' ').filter(Boolean));
  } catch {
    return new Set();
  }
}
