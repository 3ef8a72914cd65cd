import type { Schemas } from '@switchyard/client';

/** One time a GPU was held; Unix seconds. */
export interface Lease {
  task: string;
  from: number;
  to: number;
}

/** The leases that the history of a GPU tells of, oldest first; the one that goes on ends now. */
export function leasesOf({ recent_history, timestamp }: Schemas['GpuReply']): Lease[] {
  const leases: Lease[] = [];
  let open: { task: string; from: number } | undefined;
  for (const { action, task_name, timestamp: at, success } of [...recent_history].reverse()) {
    if (action === 'acquire') {
      if (success) open = { task: task_name ?? '?', from: at };
    } else if (open) {
      leases.push({ ...open, to: at });
      open = undefined;
    }
  }
  return open ? [...leases, { ...open, to: timestamp }] : leases;
}
