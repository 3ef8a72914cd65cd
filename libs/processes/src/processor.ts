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

/** The cores that this process may use; the first one alone where the system does not tell. */
export function allowedCores(): number[] {
  const allowed = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return allowed.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_none, at) => first + at);
  });
}
