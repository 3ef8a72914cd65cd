import type { Slot, SlotRef } from './model';

export const PRESSURE_LEVELS = ['low', 'medium', 'high', 'critical'] as const;
export type PressureLevel = (typeof PRESSURE_LEVELS)[number];

const MEDIUM_FROM = 0.6;

/** How full a slot is. */
export interface SlotQueueStatus {
  slot_name: string;
  routine_id: string;
  /** Items that wait. */
  unconsumed_count: number;
  /** Items that ever came. */
  total_count: number;
  max_length: number;
  watermark_threshold: number;
  /** 0 to 1. */
  usage_percentage: number;
  pressure_level: PressureLevel;
  is_full: boolean;
  is_near_full: boolean;
}

export function pressureOf(usage: number, watermark: number): PressureLevel {
  if (usage >= 1) return 'critical';
  if (usage >= watermark) return 'high';
  return usage >= MEDIUM_FROM ? 'medium' : 'low';
}

export function slotStatus(slot: Slot & SlotRef, waiting: number, total: number): SlotQueueStatus {
  const { slot_name, routine_id, max_queue_length, watermark } = slot;
  const usage = Math.min(1, waiting / max_queue_length);
  return {
    slot_name,
    routine_id,
    unconsumed_count: waiting,
    total_count: total,
    max_length: max_queue_length,
    watermark_threshold: watermark,
    usage_percentage: usage,
    pressure_level: pressureOf(usage, watermark),
    is_full: usage >= 1,
    is_near_full: usage >= watermark,
  };
}
