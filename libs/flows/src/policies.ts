import type { PolicyText } from './flow-text';
import type { ActivationPolicy } from './model';

/** The policy with all that there is to know of it; a text when its config is missing something. */
export function policyOf(text: PolicyText): ActivationPolicy | string {
  const { type, min_batch_size, min_interval_seconds, function: name } = text;
  switch (type) {
    case 'immediate':
      return { type, config: {}, description: 'begins with each item, as soon as it comes' };
    case 'all_slots_ready':
      return { type, config: {}, description: 'begins with one item of each slot, once every slot has one' };
    case 'none':
      return { type, config: {}, description: 'never begins: its items wait until the job ends' };
    case 'batch_size':
      if (min_batch_size === undefined) return 'batch_size needs min_batch_size';
      return { type, config: { min_batch_size }, description: batchWords(min_batch_size) };
    case 'time_interval':
      if (min_interval_seconds === undefined) return 'time_interval needs min_interval_seconds';
      return {
        type,
        config: { min_interval_seconds },
        description: `begins with all that waits, at most once in ${min_interval_seconds} s`,
      };
    case 'custom':
      if (name === undefined) return 'custom needs function';
      return { type, config: { function: name }, description: CUSTOM_WORDS[name] };
  }
}

const batchWords = (size: number): string =>
  `begins with exactly ${size} items of each slot; the rest is taken when nothing more can come`;

const CUSTOM_WORDS = {
  any_slot_ready: 'begins with one item of each slot that has one',
  drain: 'begins with all that waits',
} as const;
