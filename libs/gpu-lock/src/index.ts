export { GpuLock, gpuLockOf, type GpuLockOptions } from './gpu-lock.decorator';
export * from './gpu-lock-settings';
export * from './errors';
export { discoverGpus, type GpuDevice } from './devices';
export {
  clearDeviceGate,
  enterDeviceGate,
  proveDeviceGate,
  type GateHolder,
  type GateOptions,
  type GateTicket,
} from './device-gate';
export { GpuLockManager, type GpuLockParts } from './gpu-lock-manager';
export type { GpuEngines } from './lease-keeper';
export type { GpuLease } from './gpu-lease';
export type { GpuRequest } from './waiter';
export type { GpuLockLog } from './log';
export { LOCK_KEY, LOCK_KEY_FORM, lockKeyOf } from './lock-key';
export type { DeviceState, GonePart, LeaseView } from './lock-scripts';
export { GpuLockControl } from './gpu-lock-control';
export {
  GpuLockReader,
  type GpuLeaseStatus,
  type GpuLockAction,
  type GpuLockStatistics,
  type GpuLockStatus,
} from './gpu-lock-reader';
export * from './gpu-lock-health';
