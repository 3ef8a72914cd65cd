import { Registry, collectDefaultMetrics } from 'prom-client';
import { RequestSeries } from './request-series';

/** prom-client's gauges with the suffix of a counter; promtool objects to them. */
const BADLY_NAMED = ['nodejs_active_resources_total', 'nodejs_active_handles_total', 'nodejs_active_requests_total'];

/** What an app tells Prometheus: Node's runtime, its HTTP requests, and whatever is registered beside them. */
export class Metrics {
  readonly registry = new Registry();
  private readonly requests: RequestSeries;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    for (const name of BADLY_NAMED) this.registry.removeSingleMetric(name);
    this.requests = new RequestSeries(this.registry);
  }

  /** The text Prometheus reads. */
  render(): Promise<string> {
    return this.registry.metrics();
  }

  /** @param path pattern of the route, never the path that was asked for: each value is a series of its own */
  observeRequest(method: string, path: string, status: number, seconds: number): void {
    this.requests.observe(method, path, status, seconds);
  }
}
