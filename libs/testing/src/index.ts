export * from './redis-server';
export * from './wait-for';
export * from './app-process';
export * from './api-client';
export * from './test-system';
export * from './media';
export * from './media';
export * from './conformance';
