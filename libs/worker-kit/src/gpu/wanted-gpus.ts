import { GpuUnavailableError, type GpuDevice } from '@switchyard/gpu-lock';
import type { Handler } from '../handlers';

/**
 * Holds the GPUs that methods name against those the worker has: a task could wait for ever for one that is not there. A
 * worker without any does all of its work on the CPU.
 * @throws GpuUnavailableError
 */
export function refuseUnknownGpus(handlers: Iterable<Handler>, devices: readonly Pick<GpuDevice, 'id'>[]): void {
  if (devices.length === 0) return;
  const ids = devices.map(({ id }) => id);
  const wrong = [...handlers].flatMap(({ task, gpu }) =>
    gpu?.gpu === undefined || ids.includes(gpu.gpu) ? [] : [`${task.name} wants GPU ${gpu.gpu}`],
  );
  if (wrong.length === 0) return;
  throw new GpuUnavailableError(`${wrong.join(', ')}, which this worker does not have; there are: ${ids.join(', ')}`);
}
