import type { Cell } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import type { Wellness } from './monitoring-api';

/** A state of health in its colour. */
export function wellnessCell({ paint }: Terminal, wellness: Wellness): Cell {
  const painters = { healthy: paint.green, warning: paint.yellow, critical: paint.red };
  return { text: wellness, paint: painters[wellness] };
}
