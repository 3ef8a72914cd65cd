import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { HealthController, type Health as HealthReply } from '@switchyard/platform';
import { NeedsNoKey } from '../access/needs';

const STATUSES = ['ok', 'degraded'] satisfies HealthReply['status'][];
const STATES = ['healthy', 'unhealthy'] satisfies HealthReply['components'][string][];

class Health implements HealthReply {
  @ApiProperty({ enum: STATUSES }) status!: HealthReply['status'];
  @ApiProperty({ description: 'RFC 3339' }) timestamp!: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', enum: STATES } })
  components!: HealthReply['components'];
  @ApiProperty({ type: [String], description: 'what is wrong, for a person' }) problems!: string[];
}

const well = ApiOkResponse({ type: Health });
const ill = ApiServiceUnavailableResponse({ type: Health });

/** Describes the routes of the platform's controller, which knows nothing of OpenAPI: workers and monitor need no Swagger. Probes have no key. */
export function describeHealth(): void {
  ApiTags('Health')(HealthController);
  describe('health', ApiOperation({ summary: 'Is everything well' }), well, ill);
  describe('ready', ApiOperation({ summary: 'Can it work' }), well, ill);
  describe('startup', ApiOperation({ summary: 'Has it started' }), well, ill);
  describe('live', ApiOperation({ summary: 'Does the process live' }), well);
}

function describe(route: 'health' | 'ready' | 'startup' | 'live', ...decorators: MethodDecorator[]): void {
  const { prototype } = HealthController;
  const descriptor = Object.getOwnPropertyDescriptor(prototype, route);
  if (descriptor) applyDecorators(NeedsNoKey(), ...decorators)(prototype, route, descriptor);
}
