import type { Schemas } from '@switchyard/client';
import type { Cell } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';

/** A state of health in its colour. */
export function wellnessCell({ paint }: Terminal, wellness: Schemas['MonitorHealth']['status']): Cell {
  const painters = { healthy: paint.green, warning: paint.yellow, critical: paint.red };
  return { text: wellness, paint: painters[wellness] };
}
