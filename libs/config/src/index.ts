export * from './load-config';
export { FILE_KEYS } from './settings-file';
export * from './settings-table';
export * from './common-settings';
export * from './probed-settings';
export * from './onnx-runtime';
export * from './secret';
