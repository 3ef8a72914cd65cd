/** What the store must know of the installation's settings. */
export interface StoreSettings {
  heartbeatTimeoutMs: number;
  poisonLimit: number;
  eventsMax: number;
  stateTtlMs: number;
}

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
