/** What the store must know of the installation's settings. */
export interface StoreSettings {
  heartbeatTimeoutMs: number;
  poisonLimit: number;
  eventsMax: number;
  stateTtlMs: number;
}

/** How long a queued task's job is trusted to exist before the sweep looks for the first time. */
export const OUTBOX_FIRST_LOOK_MS = 5000;

/** From the settings every app has, which are in seconds. */
export const storeSettings = (settings: {
  heartbeatTimeout: number;
  poisonLimit: number;
  eventsMax: number;
  stateTtl: number;
}): StoreSettings => ({
  heartbeatTimeoutMs: settings.heartbeatTimeout * 1000,
  poisonLimit: settings.poisonLimit,
  eventsMax: settings.eventsMax,
  stateTtlMs: settings.stateTtl * 1000,
});
