export * from './platform.module';
export * from './application';
export * from './bootstrap';
