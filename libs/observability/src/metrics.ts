import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** prom-client's gauges with the suffix of a counter; promtool objects to them. */
const BADLY_NAMED = ['nodejs_active_resources_total', 'nodejs_active_handles_total', 'nodejs_active_requests_total'];

const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What an app tells Prometheus: Node's runtime, its HTTP requests, and whatever is registered beside them. */
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Map<string, RequestCount>();
  private readonly durations: Histogram<'method' | 'path'>;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    for (const name of BADLY_NAMED) this.registry.removeSingleMetric(name);
    this.countRequests();
    this.durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the first byte of a request to the last byte of its response',
      labelNames: ['method', 'path'],
      buckets: DURATION_BUCKETS,
      registers: [this.registry],
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** The text Prometheus reads. */
  render(): Promise<string> {
    return this.registry.metrics();
  }

  /** @param path pattern of the route, never the path that was asked for: each value is a series of its own */
  observeRequest(method: string, path: string, status: number, seconds: number): void {
    const key = `${method} ${status} ${path}`;
    const known = this.requests.get(key);
    if (known) known.count += 1;
    else this.requests.set(key, { method, path, status, count: 1 });
    this.durations.observe({ method, path }, seconds);
  }

  /** Counted in a map of our own and handed over when somebody looks: a request costs one look-up. */
  private countRequests(): void {
    const requests = this.requests;
    new Counter({
      name: 'http_requests_total',
      help: 'HTTP requests by method, route pattern and status',
      labelNames: ['method', 'path', 'status'],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const { method, path, status, count } of requests.values()) this.inc({ method, path, status }, count);
      },
    });
  }
}

interface RequestCount {
  method: string;
  path: string;
  status: number;
  count: number;
}
