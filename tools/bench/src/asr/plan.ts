import type { Clip } from './clips';

/** What is measured, and how often. */
export interface Plan {
  /** How often a recording's time is taken. */
  rounds: number;
  coldStarts: number;
  /** Recordings whose time is taken. */
  timed: (clip: Clip) => boolean;
  /** Recordings whose words and word times are compared. */
  read: (clip: Clip) => boolean;
}

export const THREADS = [1, 2];
/** Texts do not depend on it, so they are taken where it is faster. */
export const MOST_THREADS = Math.max(...THREADS);
export const BEAMS = [1, 5];

/** Its errors depend on chance; starts.ts has more of it. */
export const LONG = 'long';
const TIMED = [LONG, 'two-cities', 'endgame', 'jfk', 'es-menu', 'fr-echo', 'it-unfound', 'ru-congratulations'];
const QUICK = ['two-cities', 'jfk', 'es-unfound', 'fr-echo', 'it-congratulations', 'ru-trial', 'en-echo-noisy'];

export const FULL_PLAN: Plan = {
  rounds: 3,
  coldStarts: 5,
  timed: ({ name }) => TIMED.includes(name),
  read: () => true,
};

export const QUICK_PLAN: Plan = {
  rounds: 1,
  coldStarts: 1,
  timed: ({ name }) => QUICK.slice(0, 4).includes(name),
  read: ({ name }) => QUICK.includes(name),
};
