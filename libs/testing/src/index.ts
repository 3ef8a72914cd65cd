export * from './redis-server';
export * from './wait-for';
export * from './app-process';
export * from './api-client';
export * from './test-system';
