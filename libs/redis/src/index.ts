export * from './keys';
export * from './redis-connection';
export * from './script';
