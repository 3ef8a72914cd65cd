import { Keys } from '@switchyard/redis';

/** The name of a GPU's lock in API and logs: its key without the prefix of the installation. */
export const lockKeyOf = new Keys().gpuLock;

/** Not what stands beside a lock: `gpu_lock:0:queue`. */
const ID = '(?!(?:queue|waiters|polls|fence|stats|history|clock)$)[A-Za-z0-9_.-]+';
const GPU_ID = new RegExp(`^${ID}$`);
/** The form of a lock key; its only group is the GPU. */
export const LOCK_KEY = new RegExp(`^gpu_lock:((?:[A-Za-z0-9_.-]+:)?${ID})$`);
export const LOCK_KEY_FORM = 'must be of the form gpu_lock:0 or gpu_lock:host-a:0';

/** Whether a lock can be named after such a GPU. */
export const isGpuId = (text: string): boolean => GPU_ID.test(text);

/** The GPU of a lock key, `gpu_lock:host-a:0` → `host-a:0`; throws for anything else. */
export function gpuOfLockKey(lockKey: string): string {
  const [, gpu] = LOCK_KEY.exec(lockKey) ?? [];
  if (gpu === undefined) throw new RangeError(`${lockKey} ${LOCK_KEY_FORM}`);
  return gpu;
}
