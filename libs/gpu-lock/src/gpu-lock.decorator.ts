import 'reflect-metadata';

const GPU_LOCK = Symbol('gpu-lock');

/** What a task wants of a GPU. */
export interface GpuLockOptions {
  /** Id of one GPU of this host; by default any of them. */
  gpu?: string;
}

type AnyMethod = (...parameters: never[]) => unknown;

/** Says that a method runs while its process has the lease of a GPU. It only says so: the lock manager does the work. */
export function GpuLock(options: GpuLockOptions = {}) {
  return <M extends AnyMethod>(
    _prototype: object,
    _key: string | symbol,
    descriptor: TypedPropertyDescriptor<M>,
  ): void => {
    if (descriptor.value) Reflect.defineMetadata(GPU_LOCK, options, descriptor.value);
  };
}

/** What a method was marked with; `undefined` when it needs no GPU. */
export const gpuLockOf = (method: AnyMethod): GpuLockOptions | undefined =>
  Reflect.getMetadata(GPU_LOCK, method) as GpuLockOptions | undefined;
