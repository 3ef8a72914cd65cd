export * from './api-key';
export * from './api-keys';
export * from './file-pass';
