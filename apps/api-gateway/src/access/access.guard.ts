import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Scope } from '@switchyard/api-keys';
import { AuditLog } from '@switchyard/monitoring';
import { LOGGER, type Logger } from '@switchyard/observability';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LOCAL } from './caller';
import { TAKES_FILE_PASS, passIn, type PresentedPass } from './file-pass-cookie';
import { KeyRing, requireScope } from './key-ring';
import { AUDITS_ITSELF, NEEDED_SCOPE } from './needs';
import { keyInAddress, presentedKey } from './presented-key';
import { RateLimits } from './rate-limits';

const LONGEST_TARGET = 200;

/** Lets a request in whose key has the scope that its route needs; everything while there are no keys. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly ring: KeyRing,
    private readonly limits: RateLimits,
    private readonly audit: AuditLog,
    private readonly reflector: Reflector,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http') return true; // a socket was let in when it was opened
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const stated = this.reflector.get<Scope | null | undefined>(NEEDED_SCOPE, context.getHandler());
    if (stated === null) return true;
    const needed = stated ?? 'admin';
    const pass = this.reflector.get<true | undefined>(TAKES_FILE_PASS, context.getHandler()) && passIn(request);
    const reply = http.getResponse<FastifyReply>();
    if (!this.reflector.get<true | undefined>(AUDITS_ITSELF, context.getHandler())) this.note(request, reply, needed);
    if (!this.ring.isOpen) return this.check(request, needed, pass);
    request.caller = LOCAL;
    return true;
  }

  private async check(request: FastifyRequest, needed: Scope, pass?: PresentedPass): Promise<true> {
    const route = routeOf(request);
    try {
      const key = keyOf(request);
      const byPass = key === undefined && pass !== undefined;
      const caller = await (byPass ? this.ring.callerOfPass(pass) : this.ring.callerOf(key));
      requireScope(caller, needed);
      if (caller.key) await this.limits.count(caller.key, route);
      request.caller = caller;
      return true;
    } catch (error) {
      this.log.info({ event: 'auth.refused', request_id: request.id, ip: request.ip, route, error: String(error) });
      throw error;
    }
  }

  /** What an operator does, and what removes something, goes to the audit log with how it ended. */
  private note(request: FastifyRequest, reply: FastifyReply, needed: Scope): void {
    const { method } = request;
    if (method === 'GET' || (needed !== 'admin' && method !== 'DELETE')) return;
    const target = request.url.slice(0, LONGEST_TARGET);
    reply.raw.once('close', () => {
      const { caller } = request;
      if (!caller) return; // it was not let in
      const result = reply.raw.writableEnded ? String(reply.statusCode) : 'no answer';
      const entry = { actor: caller.actor, action: routeOf(request), target, result };
      this.audit.write(entry).catch((error: unknown) => this.log.error({ event: 'audit.lost', ...entry, err: error }));
    });
  }
}

/** Routes of programs that can be told an address and nothing else. */
const BY_ADDRESS: ReadonlySet<string | undefined> = new Set(['/asr', '/detect-language']);

const keyOf = ({ headers, routeOptions }: FastifyRequest): string | undefined =>
  presentedKey(headers) ?? (BY_ADDRESS.has(routeOptions.url) ? keyInAddress(headers) : undefined);

const routeOf = ({ method, routeOptions }: FastifyRequest): string => `${method} ${routeOptions.url ?? ''}`;
