export const STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'timed_out', 'expired'] as const;
export type State = (typeof STATES)[number];

/** What the list is narrowed to; it stands in the address. */
export interface TasksSearch {
  status?: State;
  name?: string;
  id?: string;
}
