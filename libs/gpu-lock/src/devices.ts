import { execFile } from 'node:child_process';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import { bootId } from '@switchyard/processes';
import { GpuUnavailableError } from './errors';
import { isGpuId } from './lock-key';

/** One GPU of this host. */
export interface GpuDevice {
  /** As the driver numbers it, `0`. */
  id: string;
  /** As the lock names it: the id, with the host where one is set: `host-a:0`. */
  gpu: string;
  /** The same for every process that sees this very device; names the gate. */
  uuid: string;
  name: string;
  memoryMb: number;
  simulated: boolean;
}

interface Wanted {
  gpuIds?: string[];
  gpuSimulate: boolean;
  gpuHost: string;
}

type Found = Pick<GpuDevice, 'id' | 'uuid' | 'name' | 'memoryMb'>;

/**
 * The driver's own program and not systeminformation, which knows neither the uuid, by which all processes gate one device, nor the
 * index; on Linux it finds no GPU without `lspci`, and takes a driver at fault for a machine without GPUs.
 */
const QUERY = ['--query-gpu=index,uuid,name,memory.total', '--format=csv,noheader,nounits'];
const PATIENCE_MS = 20_000;
/** Instead of ids: no GPU, whatever there is. */
const NONE = 'none';

/** The GPUs this process may use; none where there are none. Ids that no device has are refused. */
export async function discoverGpus({ gpuIds, gpuSimulate, gpuHost }: Wanted, smi = 'nvidia-smi'): Promise<GpuDevice[]> {
  if (gpuIds?.join() === NONE) return [];
  const impossible = gpuIds?.filter((id) => !isGpuId(id)) ?? [];
  if (impossible.length > 0)
    throw new GpuUnavailableError(`GPU_IDS names "${impossible.join('", "')}", which no GPU can be called`);
  const found = gpuSimulate ? simulated([...new Set(gpuIds ?? ['0'])]) : await askDriver(smi);
  const unknown = gpuIds?.filter((id) => !found.some((device) => device.id === id)) ?? [];
  if (unknown.length > 0) {
    const known = found.length > 0 ? `there are: ${found.map(({ id }) => id).join(', ')}` : 'there is none';
    throw new GpuUnavailableError(`GPU_IDS names ${unknown.join(', ')}, which ${smi} does not list; ${known}`);
  }
  return found
    .filter(({ id }) => !gpuIds || gpuIds.includes(id))
    .map((device) => ({ ...device, gpu: gpuHost ? `${gpuHost}:${device.id}` : device.id, simulated: gpuSimulate }));
}

/** No `nvidia-smi` means no GPU. One that fails means a broken driver: an error, because this is no machine without a GPU. */
async function askDriver(smi: string): Promise<Found[]> {
  try {
    return parseList((await promisify(execFile)(smi, QUERY, { timeout: PATIENCE_MS })).stdout);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    const { stdout = '', message } = error as { stdout?: string; message: string };
    if (/no devices were found/i.test(stdout)) return [];
    throw new GpuUnavailableError(`${smi} failed: ${(stdout || message).trim()}`);
  }
}

/** Lines of `index, uuid, name, memory in MiB`. */
export function parseList(csv: string): Found[] {
  return csv
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [id = '', uuid = '', name = '', memory] = line.split(',').map((field) => field.trim());
      return { id, uuid, name, memoryMb: Number(memory) };
    });
}

/** The same devices for all processes of this machine, others on another one. */
function simulated(ids: string[]): Found[] {
  const machine = bootId() ?? hostname();
  return ids.map((id) => ({ id, uuid: `GPU-simulated-${machine}-${id}`, name: 'simulated GPU', memoryMb: 0 }));
}
