export { SwitchyardClient, type ClientOptions } from './switchyard-client';
export { GatewayError, UnreachableError } from './errors';
export type { OnBytes } from './files';
export type { FollowOptions } from './retrying';
export type { Frame } from './live-frames';
export type { TaskFilter } from './tasks';
export type * from './schemas';
export type * from './api.generated';
