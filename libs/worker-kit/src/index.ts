export * from './task-run';
export * from './task-handler';
export * from './worker-settings';
export * from './worker-needs';
export * from './run-worker';
export { LOGGER } from '@switchyard/observability';
export { HandlerMismatchError } from './handlers';
export { HandlerContractError } from './output';
