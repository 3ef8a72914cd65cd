import { SERVICES, isPlainObject } from '@switchyard/contracts';
import type { Session } from '../session';
import { missing, ok, warn, type Finding } from './check';
import { checkRedisServer } from './redis-server.check';

const PATIENCE_MS = 5000;
const START = 'start the system with: make dev-up';

/** How each component of a gateway is; gateways of other versions say why, too. */
type Components = Record<string, { status: string; issues: string[] }>;

/** What each component of the gateway's health is to a person, and what helps. */
const COMPONENTS: Record<string, { name: string; fix: string }> = {
  task_queue: { name: 'redis', fix: 'start Redis, or set REDIS_URL of the gateway to one that runs' },
  result_store: { name: 'redis', fix: 'start Redis, or set REDIS_URL of the gateway to one that runs' },
  node_tracker: { name: 'redis', fix: 'start Redis, or set REDIS_URL of the gateway to one that runs' },
  redis: { name: 'redis', fix: 'start Redis, or set REDIS_URL of the gateway to one that runs' },
  redis_settings: { name: 'redis settings', fix: 'set maxmemory-policy noeviction and appendonly yes' },
  shared_storage: { name: 'share', fix: 'make SHARE_ROOT of the gateway a directory it can write to' },
};

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether a gateway is, or would be, on this machine. */
export const isHere = (url: string): boolean => LOOPBACK.includes(new URL(url).hostname);

/** The gateway answers, what it stands on works, and workers live; where it is away, a system can be started here. */
export async function checkGateway({ gateway, tasks }: Session): Promise<Finding[]> {
  const signal = AbortSignal.any([gateway.signal, AbortSignal.timeout(PATIENCE_MS)]);
  const health = await gateway.http.GET('/health', { signal }).catch((error: unknown) => error);
  if (health instanceof Error && !(health instanceof SyntaxError)) {
    const away = missing('gateway', health.message, `${START}; or say where it is with --url`);
    return isHere(gateway.url) ? [away, ...(await checkRedisServer())] : [away];
  }
  // One that is not well says so with 503 and the same body.
  const components = componentsIn(isPlainObject(health) ? (health['data'] ?? health['error']) : undefined);
  if (!components) return [missing('gateway', `${gateway.url} is not a gateway`, 'say where it is with --url')];
  const findings = [ok('gateway', gateway.url), ...componentFindings(components)];
  const live = await tasks.catalog().catch(() => undefined);
  return live ? [...findings, ...workerFindings(live)] : findings;
}

function componentsIn(body: unknown): Components | undefined {
  const components = isPlainObject(body) ? body['components'] : undefined;
  if (!isPlainObject(components)) return undefined;
  const entries = Object.entries(components).map(([name, said]) => {
    const { status = said, issues = [] } = isPlainObject(said) ? said : {};
    return [name, { status: String(status), issues: Array.isArray(issues) ? issues.map(String) : [] }] as const;
  });
  return Object.fromEntries(entries);
}

/** One finding per part, however many components of the health stand for it. */
export function componentFindings(components: Components): Finding[] {
  const parts = new Map<string, Finding>();
  for (const [key, { status, issues }] of Object.entries(components)) {
    const { name, fix } = COMPONENTS[key] ?? { name: key, fix: 'see the log of the gateway' };
    const well = ['healthy', 'ok', 'up'].includes(status);
    const said = issues.join('; ');
    if (!well) parts.set(name, missing(name, said || `${status}, says the gateway`, fix));
    else if (!parts.has(name)) parts.set(name, said ? warn(name, said, fix) : ok(name, 'works, says the gateway'));
  }
  return [...parts.values()];
}

/** Reports each service without a live worker; one whose worker waits for a model is no fault of the installation. */
export function workerFindings(
  tasks: { service: string; live_workers: number | null; unavailable?: string | null }[],
): Finding[] {
  const lacks = new Map(tasks.map(({ service, unavailable }) => [service, unavailable ?? null]));
  const live = new Map(tasks.map(({ service, live_workers }) => [service, live_workers ?? 0]));
  return [...new Set([...SERVICES, ...live.keys()])].map((service) => {
    const count = live.get(service) ?? 0;
    const name = `${service} workers`;
    if (count > 0) return ok(name, `${count} live`);
    const lack = lacks.get(service);
    if (lack) return warn(name, 'runs, and lacks something', lack);
    return missing(name, 'none: its tasks wait', `${START}; a worker that runs says in its log what it lacks`);
  });
}
