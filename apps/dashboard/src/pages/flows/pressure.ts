import type { SlotStatus } from '../../api/flows';

export const PRESSURE_COLOURS: Record<SlotStatus['pressure_level'] | 'unknown', string> = {
  low: '#4CAF50',
  medium: '#FFC107',
  high: '#FF9800',
  critical: '#F44336',
  unknown: '#9E9E9E',
};

export const colourOf = (slot: SlotStatus | undefined): string => PRESSURE_COLOURS[slot?.pressure_level ?? 'unknown'];

/** How fast the mark of a slot pulses: the fuller, the faster. */
export function pulseOf(usage: number): 'fast' | 'medium' | undefined {
  if (usage >= 0.9) return 'fast';
  return usage >= 0.7 ? 'medium' : undefined;
}
