export * from './bull-jobs';
export * from './callback-queue';
export * from './flow-queue';
export * from './queue.module';
export * from './service-processor';
