import type { components } from '@switchyard/client';

export interface Program {
  title: string;
  code: string;
  printed: string;
}

const isPrime = (number: number): boolean => {
  for (let by = 2; by * by <= number; by += 1) if (number % by === 0) return false;
  return number > 1;
};

const primesBelow = (limit: number): number => Array.from({ length: limit }, (_none, at) => at).filter(isPrime).length;

/** Short programs with results that are known; some take a moment. */
export const PROGRAMS: readonly Program[] = Array.from({ length: 20 }, (_none, at) => {
  const limit = 1000 * (at + 1);
  return {
    title: `primes below ${limit}`,
    code:
      `import time\ntime.sleep(${(at % 4) * 0.2})\n` +
      `print(sum(all(n % d for d in range(2, int(n ** 0.5) + 1)) for n in range(2, ${limit})))`,
    printed: `${primesBelow(limit)}\n`,
  };
});

/** What a run did not keep of its promises. */
export function wrongIn(tasks: readonly components['schemas']['CodeTaskReply'][]): string[] {
  const wrong = tasks.flatMap(({ status, result, error_message }, at) => {
    const { title, printed } = PROGRAMS[at] as Program;
    if (status !== 'completed') return [`${title} is ${status}: ${error_message}`];
    return result === printed ? [] : [`${title} printed ${result} for ${printed}`];
  });
  const idle = new Set(tasks.map(({ executed_on }) => executed_on));
  return idle.size === 3 ? wrong : [...wrong, `only ${[...idle].join(', ')} ran anything`];
}
