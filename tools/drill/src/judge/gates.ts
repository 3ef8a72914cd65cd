import type { GateEntry, History } from './history';

/**
 * No engine gets a gate while an engine that came in before still runs: engines leave only by their end. The gate's file
 * stays the same one, because a lock on another file of that name keeps no engine out.
 */
export function gateConflicts({ gates, gpus }: History): string[] {
  const granted = gpus.some(({ actions }) => actions.some(({ action }) => action === 'acquire'));
  if (granted && gates.length === 0) return ['GPUs were used and no entrance was seen, which proves nothing'];
  const files = new Map<string, number>();
  return gates.flatMap((entry) => {
    const first = files.get(entry.gate) ?? entry.inode;
    files.set(entry.gate, first);
    const moved = first === entry.inode ? [] : [`${nameOf(entry)} entered another file, ${entry.inode} for ${first}`];
    const beside = entry.beside.length > 0 ? [`${nameOf(entry)} entered beside ${entry.beside.join(', ')}`] : [];
    return [...moved, ...beside];
  });
}

const nameOf = ({ role, pid, at }: GateEntry): string => `${role} ${pid} at ${new Date(at).toISOString()}`;
