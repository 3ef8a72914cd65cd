/** Names this process, and no other: `@Inject(MONITOR_ID) monitor: string`. */
export const MONITOR_ID = Symbol('monitor id');
