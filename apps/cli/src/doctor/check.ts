import type { Session } from '../session';

/** What one look at this installation found. */
export interface Finding {
  name: string;
  /** `warn`: works, or may be wanted so; `missing`: something that is needed is not there. */
  state: 'ok' | 'warn' | 'missing';
  found: string;
  /** How to set it right. */
  fix?: string;
}

/** One look; it answers with findings and does not throw. */
export type Check = (session: Session) => Promise<Finding[]>;

export const ok = (name: string, found: string): Finding => ({ name, state: 'ok', found });
export const warn = (name: string, found: string, fix?: string): Finding => ({ name, state: 'warn', found, fix });
export const missing = (name: string, found: string, fix: string): Finding => ({ name, state: 'missing', found, fix });
