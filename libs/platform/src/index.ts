export * from './platform.module';
export * from './application';
export * from './bootstrap';
export { HealthIndicator, type Indicator } from './health/health-indicator';
export { HealthController, type Health } from './health/health.controller';
export * from './health/health.module';
export * from './http/strange-origin';
export * from './health/redis.indicator';
export { HostWatch } from './host/host-watch';
