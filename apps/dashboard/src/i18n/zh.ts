import type { en } from './en';

export const zh: typeof en = {} as typeof en;
