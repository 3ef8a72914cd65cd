import { RequestError } from '@switchyard/contracts';
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';

/** Tells an unknown path from a method that a path does not take; Fastify answers both in the same way. */
export class KnownRoutes {
  /** Methods of paths without parameters, which go before those with some. */
  private readonly fixed = new Map<string, Set<string>>();
  private readonly open: { fits: RegExp; methods: readonly string[] }[] = [];

  add({ url, method }: Pick<RouteOptions, 'url' | 'method'>): void {
    const methods = [method].flat();
    if (/[:*]/.test(url)) this.open.push({ fits: patternOf(url), methods });
    else this.fixed.set(url, new Set([...(this.fixed.get(url) ?? []), ...methods]));
  }

  /** The error for a request whose path is not known or does not take its method. */
  refusal({ method, url, is404 }: FastifyRequest, reply: FastifyReply): RequestError | undefined {
    const path = url.split('?', 1)[0] ?? url;
    const fixed = this.fixed.get(path);
    if (fixed ? fixed.has(method) : !is404) return undefined;
    const allowed = [...(fixed ?? this.methodsOf(path))].sort().join(', ');
    const shown = `${method} ${path.slice(0, 200)} is not a route`;
    if (allowed === '') return new RequestError('ROUTE_NOT_FOUND', 'no such route', `${shown}; see /docs`);
    void reply.header('allow', allowed);
    return new RequestError('METHOD_NOT_ALLOWED', 'not a method of this path', `${shown}; the path takes ${allowed}`);
  }

  private methodsOf(path: string): Set<string> {
    return new Set(this.open.filter(({ fits }) => fits.test(path)).flatMap(({ methods }) => methods));
  }
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part === '*') return '.*';
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.+?^$()[\]{}|\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}$`);
}
