export * from './keys';
export * from './redis-connection';
export * from './script';
export * from './redis-settings';
