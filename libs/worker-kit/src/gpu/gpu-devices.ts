import { tasksOf, type ServiceName } from '@switchyard/contracts';
import { discoverGpus, type GpuDevice, type GpuLockSettings } from '@switchyard/gpu-lock';

/** The GPUs of this worker. */
export class GpuDevices {
  constructor(readonly devices: readonly GpuDevice[]) {}

  /** GPUs are looked for only where tasks may use them. @throws GpuUnavailableError */
  static async find(service: ServiceName, settings: GpuLockSettings): Promise<GpuDevices> {
    const wanted = tasksOf(service).some(({ device }) => device !== 'cpu');
    return new GpuDevices(wanted ? await discoverGpus(settings) : []);
  }
}
