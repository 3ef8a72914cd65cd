export * from './task-store';
export * from './transitions';
export * from './heartbeats';
export * from './task-reader';
export * from './sweep';
export * from './store-settings';
export * from './store-types';
export { stageOf, type StoredTask } from './record-codec';
