/**
 * Nodes and tasks are matched by shape, so that a claim looks at the shapes that wait and never at all nodes: cores in whole
 * numbers from 1 on and in tenths below, memory in steps of half an octave (16, 24, 32, 48, … MB).
 */
export interface Resources {
  /** Cores. */
  cpu: number;
  memoryMb: number;
}

const LEAST_MEMORY_MB = 16;
const MOST: Resources = { cpu: 64, memoryMb: 65_536 };

const MEMORY_STEPS = Array.from({ length: 25 }, (_none, at) => LEAST_MEMORY_MB * 2 ** (at >> 1) * (at % 2 ? 1.5 : 1));

/** The largest shape that a node has room for; undefined when there is none. */
export function roomOf({ cpu, memoryMb }: Resources): string | undefined {
  const cores = cpu >= 1 ? Math.floor(Math.min(cpu, MOST.cpu)) : Math.floor(cpu * 10 + 1e-9) / 10;
  const memory = MEMORY_STEPS.findLast((step) => step <= memoryMb);
  return cores > 0 && memory !== undefined ? `${cores}x${memory}` : undefined;
}

/** The smallest shape that holds a task. */
export function needOf({ cpu, memoryMb }: Resources): string {
  const cores = cpu > 0.9 ? Math.ceil(cpu) : Math.ceil(cpu * 10 - 1e-9) / 10;
  const memory = MEMORY_STEPS.find((step) => step >= memoryMb) ?? MOST.memoryMb;
  return `${cores}x${memory}`;
}
