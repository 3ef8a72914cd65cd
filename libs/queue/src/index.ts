export * from './bull-jobs';
export * from './queue.module';
export * from './service-processor';
