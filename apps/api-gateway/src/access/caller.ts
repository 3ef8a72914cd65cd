import { AsyncLocalStorage } from 'node:async_hooks';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ApiKey, Scope } from '@switchyard/api-keys';
import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `AccessGuard`, before the handler of any route. */
    caller?: Caller;
  }
}

/** Whose request is being handled: a request of HTTP, or what a WebSocket was admitted as. */
const handled = new AsyncLocalStorage<{ readonly caller?: Caller }>();

/** Who sends a request: a key, or a program of this machine while there are no keys. */
export class Caller {
  constructor(readonly key?: ApiKey) {}

  /** The caller of the request that is being handled, in any service that works for it. */
  static get current(): Caller {
    const caller = handled.getStore()?.caller;
    if (!caller) throw new Error('this is the work of no request: say for whom it is done with Caller.act');
    return caller;
  }

  /** Does something as this caller. */
  act<T>(work: () => T): T {
    return handled.run({ caller: this }, work);
  }

  /** As the audit log names it. */
  get actor(): string {
    return this.key ? `key:${this.key.id}` : 'local';
  }

  /** The key that its tasks and files belong to. */
  get owner(): string | undefined {
    return this.key?.id;
  }

  /** The key to whose tasks its lists are limited. */
  get only(): string | undefined {
    return this.seesAll ? undefined : this.owner;
  }

  may(scope: Scope): boolean {
    return !this.key || this.key.scopes.includes(scope) || this.key.scopes.includes('admin');
  }

  /** Whether it sees the tasks and files of every key. */
  get seesAll(): boolean {
    return !this.key || this.key.sees_all || this.key.scopes.includes('admin');
  }

  /** Whether it sees what belongs to a key, or to none. */
  sees(owner: string | null): boolean {
    return this.seesAll || owner === this.owner;
  }
}

export const LOCAL = new Caller();

/** From here on `Caller.current` is who sent the request, once the guard has found out. */
export function rememberCallers(server: FastifyInstance): void {
  server.addHook('preHandler', (request, _reply, done) => handled.run(request, done));
}

/** The caller of the request. */
export const FromCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw new Error('no guard has looked at this request');
  return caller;
});
