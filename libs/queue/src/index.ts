export * from './task-queues';
export * from './task-consumer';
