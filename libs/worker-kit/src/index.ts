export * from './task-run';
export * from './task-handler';
