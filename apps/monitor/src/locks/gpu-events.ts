import type { GpuLockAction } from '@switchyard/gpu-lock';

/** Whether an entry of a GPU's history (JSON) says that a lease was lost, by which a quarantine begins: its reason names it. */
export function beginsQuarantine(text: string): boolean {
  const { action, reason } = JSON.parse(text) as GpuLockAction;
  return action === reason;
}
