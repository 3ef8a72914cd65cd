import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Scope } from '@switchyard/api-keys';
import type { FastifyRequest } from 'fastify';
import { LOCAL } from './caller';
import { KeyRing, requireScope } from './key-ring';
import { NEEDED_SCOPE } from './needs';
import { presentedKey } from './presented-key';

/** Lets a request in whose key has the scope that its route needs; everything while there are no keys. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly ring: KeyRing,
    private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http') return true; // a socket was let in when it was opened
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.ring.isOpen) {
      request.caller = LOCAL;
      return true;
    }
    const needed = this.reflector.get<Scope | null | undefined>(NEEDED_SCOPE, context.getHandler());
    return needed === null || this.check(request, needed ?? 'admin');
  }

  private async check(request: FastifyRequest, needed: Scope): Promise<true> {
    const caller = await this.ring.callerOf(presentedKey(request.headers));
    requireScope(caller, needed);
    request.caller = caller;
    return true;
  }
}
