export { EnginePool, type EngineMethods, type EnginePoolOptions } from './engine-pool';
export type { EnginePoolState } from './engine-line';
export type { EngineCall, EngineGpu, EngineLog } from './engine-process';
export { serveEngine, type EngineImplementation, type EngineWork } from './serve-engine';
export { runTool, startTool, type RunningTool, type ToolEnd, type ToolOptions } from './run-tool';
export { mostFileBytes, mostMediaSeconds } from './engine-caps';
export { reservedForCode, type ProcessLimits } from './process-limits';
export { shortened } from './text-tail';
