import { formatBytes } from '../terminal/units';
import { ok, type Finding } from './check';

const MIB = 1024 ** 2;

/** What of systeminformation's facts about a GPU is told; it leaves out what is 0. */
interface Gpu {
  name?: string;
  model: string;
  utilizationGpu?: number;
  memoryTotal?: number;
  memoryUsed?: number;
}

/** What this machine has beside its disk: CPU, memory and GPUs, and how much of it is in use. */
export async function checkHost(): Promise<Finding[]> {
  const { cpu, currentLoad, graphics, mem } = await import('systeminformation'); // only `doctor` waits until it is loaded
  const [{ cores }, load, memory, { controllers }] = await Promise.all([cpu(), currentLoad(), mem(), graphics()]);
  return [
    ok('cpu', `${cores} cores, ${Math.round(load.currentLoad)} % in use`),
    ok('memory', `${formatBytes(memory.available)} of ${formatBytes(memory.total)} free`),
    ...controllers.flatMap(gpuFindings),
  ];
}

/** Display adapters that no task can use have no memory of their own that is known. */
export function gpuFindings({ name, model, utilizationGpu = 0, memoryTotal = 0, memoryUsed = 0 }: Gpu): Finding[] {
  if (memoryTotal === 0) return [];
  const memory = `${formatBytes((memoryTotal - memoryUsed) * MIB)} of ${formatBytes(memoryTotal * MIB)} free`;
  return [ok('gpu', `${name ?? model}, ${utilizationGpu} % in use, ${memory}`)];
}
