import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const HOUR_SECONDS = 3600;

/** Lets pages of these origins use the API; without any, browsers let none. */
export function allowOrigins(app: NestFastifyApplication, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.enableCors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'last-event-id', 'prefer', 'range', 'x-api-key', 'x-request-id'],
    exposedHeaders: ['location', 'retry-after', 'x-request-id', 'content-range', 'preference-applied'],
    maxAge: HOUR_SECONDS,
  });
}
