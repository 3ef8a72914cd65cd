import { Counter, Histogram, type Registry } from 'prom-client';

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What is counted of one method of one route. */
interface Series {
  readonly method: string;
  readonly path: string;
  readonly byStatus: Map<number, number>;
  /** Requests per bucket, not summed up; the last one holds those longer than every bound. */
  readonly bins: number[];
  seconds: number;
}

/**
 * Counts requests and their durations in plain numbers, and fills prom-client only at a scrape: its own counters cost
 * microseconds on every request.
 */
export class RequestSeries {
  private readonly byPath = new Map<string, Map<string, Series>>();

  constructor(registry: Registry) {
    const all = (): Series[] => this.all();
    new Counter({
      name: 'http_requests_total',
      help: 'HTTP requests by method, route pattern and status',
      labelNames: ['method', 'path', 'status'],
      registers: [registry],
      collect() {
        this.reset();
        for (const { method, path, byStatus } of all()) {
          for (const [status, count] of byStatus) this.inc({ method, path, status }, count);
        }
      },
    });
    registry.registerMetric(new DurationHistogram(all));
  }

  observe(method: string, path: string, status: number, seconds: number): void {
    const series = this.byPath.get(path)?.get(method) ?? this.begin(method, path);
    series.byStatus.set(status, (series.byStatus.get(status) ?? 0) + 1);
    let bin = 0;
    while (bin < BUCKETS.length && seconds > (BUCKETS[bin] as number)) bin += 1;
    series.bins[bin] = (series.bins[bin] as number) + 1;
    series.seconds += seconds;
  }

  private begin(method: string, path: string): Series {
    const bins = new Array<number>(BUCKETS.length + 1).fill(0);
    const series: Series = { method, path, byStatus: new Map(), bins, seconds: 0 };
    const methods = this.byPath.get(path) ?? new Map<string, Series>();
    this.byPath.set(path, methods.set(method, series));
    return series;
  }

  private all(): Series[] {
    return [...this.byPath.values()].flatMap((methods) => [...methods.values()]);
  }
}

const DURATION = 'http_request_duration_seconds';
const HELP = 'Time from the arrival of a request to the end of its response';

class DurationHistogram extends Histogram<'method' | 'path' | 'le'> {
  constructor(private readonly all: () => Series[]) {
    super({ name: DURATION, help: HELP, labelNames: ['method', 'path'], registers: [] });
  }

  /** What the registry asks for, before `get`, when it writes text. */
  getForPromString(): object {
    return { name: DURATION, help: HELP, type: 'histogram', values: this.all().flatMap(samplesOf) };
  }
}

function samplesOf({ method, path, bins, seconds }: Series) {
  let total = 0;
  const buckets = bins.map((count, bin) => {
    total += count;
    const le = BUCKETS[bin] ?? '+Inf';
    return { metricName: `${DURATION}_bucket`, labels: { le, method, path }, value: total };
  });
  const labels = { method, path };
  return [
    ...buckets,
    { metricName: `${DURATION}_sum`, labels, value: seconds },
    { metricName: `${DURATION}_count`, labels, value: total },
  ];
}
