import { Injectable } from '@nestjs/common';
import { Nodes } from '@switchyard/nodes';
import { Metrics } from '@switchyard/observability';
import { Gauge } from 'prom-client';

/** Metrics of the idle machines. Each scrape reads them from Redis, so all gateways show the same numbers. */
@Injectable()
export class NodeMetrics {
  constructor({ registry }: Metrics, nodes: Nodes) {
    const gauge: Gauge<'status'> = new Gauge({
      name: 'nodes',
      help: 'Machines that lend their time, by status; idle and busy ones are online',
      labelNames: ['status'],
      registers: [registry],
      collect: async () => {
        for (const [status, count] of Object.entries(await nodes.counts())) gauge.set({ status }, count);
      },
    });
  }
}
