import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ApiKey, Scope } from '@switchyard/api-keys';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `AccessGuard`, before the handler of any route. */
    caller?: Caller;
  }
}

/** Who sends a request: a key, or a program of this machine while there are no keys. */
export class Caller {
  constructor(readonly key?: ApiKey) {}

  /** As the audit log names it. */
  get actor(): string {
    return this.key ? `key:${this.key.id}` : 'local';
  }

  /** The key that its tasks and files belong to. */
  get owner(): string | undefined {
    return this.key?.id;
  }

  may(scope: Scope): boolean {
    return !this.key || this.key.scopes.includes(scope) || this.key.scopes.includes('admin');
  }

  /** Whether it sees the tasks and files of every key. */
  get seesAll(): boolean {
    return !this.key || this.key.sees_all || this.key.scopes.includes('admin');
  }
}

export const LOCAL = new Caller();

/** The caller of the request. */
export const FromCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw new Error('no guard has looked at this request');
  return caller;
});
