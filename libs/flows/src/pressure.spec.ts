import { slotStatus } from './pressure';

const slot = { routine_id: 'r', slot_name: 'in', max_queue_length: 10, watermark: 0.8 };

it.each([
  [0, 'low', false],
  [5, 'low', false],
  [6, 'medium', false],
  [7, 'medium', false],
  [8, 'high', true],
  [9, 'high', true],
  [10, 'critical', true],
  [12, 'critical', true],
])('a slot for ten items that holds %i is under pressure that is %s', (waiting, pressure_level, is_near_full) => {
  expect(slotStatus(slot, waiting, 99)).toEqual({
    ...{ slot_name: 'in', routine_id: 'r', unconsumed_count: waiting, total_count: 99, max_length: 10 },
    ...{ watermark_threshold: 0.8, usage_percentage: Math.min(1, waiting / 10), pressure_level },
    ...{ is_full: waiting >= 10, is_near_full },
  });
});
