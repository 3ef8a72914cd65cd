import { cpus, freemem, totalmem } from 'node:os';
import { battery, currentLoad, mem } from 'systeminformation';

export interface Load {
  cpuPercent: number;
  memoryPercent: number;
}

/** What this machine can be asked, right now. */
export interface MachineFacts extends Load {
  /** False on battery; undefined where the machine does not tell. */
  onMains?: boolean;
}

const KEEP_CORES = 1;
const MB = 1024 ** 2;

export async function machineFacts(): Promise<MachineFacts> {
  const [load, memory, power] = await Promise.all([currentLoad(), mem(), battery().catch(() => undefined)]);
  return {
    cpuPercent: rounded(load.currentLoad),
    memoryPercent: rounded((100 * (memory.total - memory.available)) / memory.total),
    onMains: power?.hasBattery ? power.acConnected : undefined,
  };
}

/** What is lent where the owner says nothing: all cores but one, and half of the memory. */
export const lentByDefault = (): { cpuCores: number; memoryMb: number } => ({
  cpuCores: Math.max(1, cpus().length - KEEP_CORES),
  memoryMb: Math.floor(Math.min(totalmem() / 2, Math.max(freemem(), totalmem() / 4)) / MB),
});

/** Within 0 to 100, to a tenth. */
const rounded = (percent: number): number => Math.min(100, Math.max(0, Math.round(percent * 10) / 10));
