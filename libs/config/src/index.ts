export * from './load-config';
export * from './settings-table';
export * from './common-settings';
