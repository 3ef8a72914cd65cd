import { Injectable } from '@nestjs/common';
import { Metrics } from '@switchyard/observability';
import type { GpuFacts, HostFacts } from '@switchyard/task-store';
import { Gauge } from 'prom-client';
import { HostWatch } from './host-watch';

const OF_HOST: readonly [name: string, help: string, value: (host: HostFacts) => number | undefined][] = [
  ['host_cpu_load_ratio', 'Part of all CPU time that is used', ({ cpu }) => cpu.load],
  ['host_memory_bytes', 'Memory of the host', ({ memory }) => memory.total_bytes],
  ['host_memory_available_bytes', 'Memory that programs can get', ({ memory }) => memory.available_bytes],
  ['host_disk_bytes', 'Size of the file system of the shared files', ({ disk }) => disk?.total_bytes],
  ['host_disk_available_bytes', 'What is free of it', ({ disk }) => disk?.available_bytes],
];

const OF_GPUS: readonly [name: string, help: string, value: (gpu: GpuFacts) => number][] = [
  ['host_gpu_load_ratio', 'Part of the time in which a GPU works', ({ load }) => load],
  ['host_gpu_memory_bytes', 'Memory of a GPU', (gpu) => gpu.memory_total_bytes],
  ['host_gpu_memory_used_bytes', 'What is used of it', (gpu) => gpu.memory_used_bytes],
];

/** What Prometheus is told of the host; nothing before it is known. */
@Injectable()
export class HostMetrics {
  constructor({ registry }: Metrics, watch: HostWatch) {
    const registers = [registry];
    for (const [name, help, value] of OF_HOST) {
      const gauge: Gauge = new Gauge({ name, help, registers, collect: () => fill(gauge, watch.facts, value) });
    }
    for (const [name, help, value] of OF_GPUS) {
      const collect = (): void => fillGpus(gauge, watch.facts?.gpus ?? [], value);
      const gauge: Gauge<'gpu'> = new Gauge({ name, help, labelNames: ['gpu'], registers, collect });
    }
  }
}

function fill(gauge: Gauge, facts: HostFacts | undefined, value: (host: HostFacts) => number | undefined): void {
  const now = facts && value(facts);
  if (now === undefined) gauge.remove();
  else gauge.set(now);
}

/** `gpu` is the number in the order of the bus. */
function fillGpus(gauge: Gauge<'gpu'>, gpus: GpuFacts[], value: (gpu: GpuFacts) => number): void {
  gauge.reset();
  for (const [at, gpu] of gpus.entries()) gauge.set({ gpu: String(at) }, value(gpu));
}
