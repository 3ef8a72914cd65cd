import type { GpuLockAction } from '@switchyard/gpu-lock';

/** A history that Redis keeps only the newest entries of, put together from what was read of it again and again. */
export class LeaseHistory {
  private readonly lines: string[] = [];
  private gap = false;

  /** @param newestFirst the entries as they are kept, as text */
  add(newestFirst: readonly string[]): void {
    const now = [...newestFirst].reverse();
    const known = this.lines.slice(Math.max(0, this.lines.length - now.length));
    // As many of the known ones as possible stand at the beginning of what is there now.
    let overlap = known.length;
    while (overlap > 0 && known.slice(-overlap).some((line, at) => line !== now[at])) overlap -= 1;
    if (overlap === 0 && this.lines.length > 0) this.gap = true;
    this.lines.push(...now.slice(overlap));
  }

  get complete(): boolean {
    return !this.gap;
  }

  get actions(): GpuLockAction[] {
    return this.lines.map((line) => JSON.parse(line) as GpuLockAction);
  }
}
