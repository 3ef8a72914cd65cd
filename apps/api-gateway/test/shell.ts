import { mkdtemp, rm } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Body, Controller, Get, Global, Module, Param, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiKeys } from '@switchyard/api-keys';
import { RequestError } from '@switchyard/contracts';
import { AuditLog } from '@switchyard/monitoring';
import { Metrics, MetricsModule, createLogger } from '@switchyard/observability';
import { HealthModule, LOGGER } from '@switchyard/platform';
import { SharedStorage } from '@switchyard/storage';
import { RateLimits } from '../src/access/rate-limits';
import { AccessModule } from '../src/access/access.module';
import { FilesModule } from '../src/files/files.module';
import { VISIBLE_OUTPUTS, type VisibleOutputs } from '../src/files/visible-outputs';
import { GatewaySettings } from '../src/gateway.settings';
import { createGateway } from '../src/http/create-gateway';

/** Fails as the parts of the gateway can fail. */
@Controller('v1')
class FailingController {
  static readonly failures: Record<string, () => unknown> = {};

  @Get('fail/:how')
  fail(@Param('how') how: string): unknown {
    return FailingController.failures[how]?.();
  }

  @Post('tasks')
  echo(@Body() body: object | undefined): unknown {
    return { body: body ?? null };
  }
}

const coded = (message: string, facts: object): Error => Object.assign(new Error(message), facts);
const raise = (error: Error) => (): never => {
  throw error;
};

Object.assign(FailingController.failures, {
  defect: raise(new Error('secret of /etc/passwd')),
  refused: raise(coded('connect ECONNREFUSED 127.0.0.1:6379', { code: 'ECONNREFUSED', syscall: 'connect' })),
  away: raise(new Error("Stream isn't writeable and enableOfflineQueue options is false")),
  oom: raise(new Error("OOM command not allowed when used memory > 'maxmemory'.")),
  full: raise(coded('ENOSPC: no space left on device, write', { code: 'ENOSPC' })),
  conflict: raise(new RequestError('TASK_CONFLICT', 'the task has already ended', 'task t is failed')),
  foreign: raise(coded('a library says no', { statusCode: 402 })),
});

const NO_KEYS = {
  version: () => Promise.resolve(null),
  all: () => Promise.resolve([]),
} satisfies Pick<ApiKeys, 'version' | 'all'>;

/** The gateway without tasks and Redis, on a real port. */
export class Shell {
  readonly visible = new Set<string>();

  private constructor(
    readonly root: string,
    readonly settings: GatewaySettings,
  ) {}

  app!: NestFastifyApplication;
  private readonly log = createLogger('api-gateway', 'silent');
  port = 0;

  static async start(changes: Partial<GatewaySettings> = {}): Promise<Shell> {
    const root = await mkdtemp(join(tmpdir(), 'switchyard-gateway-'));
    const shell = new Shell(
      root,
      Object.assign(new GatewaySettings(), { shareRoot: root, logLevel: 'silent' }, changes),
    );
    shell.app = await createGateway(shell.module(), shell.settings, shell.log);
    await shell.app.listen({ port: 0, host: '127.0.0.1' });
    shell.port = (shell.app.getHttpServer().address() as AddressInfo).port;
    return shell;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await rm(this.root, { recursive: true, force: true });
  }

  get url(): string {
    return `${this.settings.tlsCert ? 'https' : 'http'}://127.0.0.1:${this.port}`;
  }

  /** Sends a path as it is: `fetch` would tidy it up. */
  raw(method: string, path: string, headers: Record<string, string> = {}): Promise<RawReply> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: this.port, method, path, headers }, (reply) => {
        const chunks: Buffer[] = [];
        reply.on('data', (chunk: Buffer) => chunks.push(chunk));
        reply.on('end', () =>
          resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(chunks) }),
        );
        reply.on('error', reject);
      });
      sent.on('error', reject).end();
    });
  }

  /** Writes bytes to the port and reads until the server closes. */
  socket(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('close', () => resolve(answer));
      socket.on('error', reject);
    });
  }

  private module() {
    const outputs: VisibleOutputs = {
      bytesOf: () => Promise.resolve(0),
      isVisible: (taskId, fence) => Promise.resolve(this.visible.has(`${taskId}-${fence}`)),
      areVisible: (list) => Promise.resolve(list.map(({ taskId, fence }) => this.visible.has(`${taskId}-${fence}`))),
    };

    @Global()
    @Module({
      imports: [MetricsModule.forRoot(new Metrics()), HealthModule, AccessModule, FilesModule],
      controllers: [FailingController],
      providers: [
        { provide: GatewaySettings, useValue: this.settings },
        { provide: LOGGER, useValue: this.log },
        { provide: SharedStorage, useFactory: () => new SharedStorage(this.settings.shareRoot) },
        { provide: VISIBLE_OUTPUTS, useValue: outputs },
        { provide: ApiKeys, useValue: NO_KEYS },
        { provide: AuditLog, useValue: { write: () => Promise.resolve() } },
        { provide: RateLimits, useValue: {} },
      ],
      exports: [GatewaySettings, LOGGER, SharedStorage, VISIBLE_OUTPUTS, ApiKeys, AuditLog, RateLimits],
    })
    class ShellModule {}
    return ShellModule;
  }
}

export interface RawReply {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}
