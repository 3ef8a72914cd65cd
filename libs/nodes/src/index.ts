export * from './fair-queue';
export * from './shape';
export { NodeScripts } from './script';
export * from './code-task';
export { CodeTasks, type CodePlace, type NewCodeTask } from './code-tasks';
export * from './nodes';
export * from './node-desk';
