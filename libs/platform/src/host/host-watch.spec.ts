import { cpus, tmpdir, totalmem } from 'node:os';
import { createLogger } from '@switchyard/observability';
import { SharedStorage } from '@switchyard/storage';
import { waitFor } from '@switchyard/testing';
import { HostWatch, hostFactsOf } from './host-watch';

const READING = {
  load: { currentLoad: 12.345 },
  memory: { total: 8000, available: 3000 },
  disks: [
    { mount: '/', size: 100, available: 10 },
    { mount: '/data', size: 200, available: 20 },
    { mount: '/data/share', size: 300, available: 30 },
  ],
  controllers: [],
  directory: '/data/share-of-others',
};

describe('the facts of a host', () => {
  it('are those of this one, read beside its event loop', async () => {
    const watch = new HostWatch(new SharedStorage(tmpdir()), createLogger('host', 'silent'));
    expect(watch.facts).toBeUndefined();
    watch.begin();
    const { cpu, memory, disk } = await waitFor('the facts', () => watch.facts);
    await watch.onApplicationShutdown();
    expect(cpu.cores).toBe(cpus().length);
    expect(cpu.load).toBeGreaterThanOrEqual(0);
    expect(cpu.load).toBeLessThanOrEqual(1);
    expect(Math.abs(memory.total_bytes - totalmem())).toBeLessThan(1024 ** 2);
    expect(memory.available_bytes).toBeGreaterThan(0);
    expect(disk?.available_bytes).toBeLessThanOrEqual(disk?.total_bytes ?? 0);
  });

  it('count shares from 0 to 1', () => expect(hostFactsOf(READING, 4).cpu).toEqual({ cores: 4, load: 0.123 }));

  it.each([
    ['/data/share', 300],
    ['/data/share/uploads', 300],
    ['/data/share-of-others', 200],
    ['/home', 100],
  ])('name the file system that holds %s', (directory, size) => {
    expect(hostFactsOf({ ...READING, directory }, 4).disk?.total_bytes).toBe(size);
  });

  it('know no disk where none holds the shared files', () => {
    expect(hostFactsOf({ ...READING, disks: [] }, 4).disk).toBeNull();
  });

  it('tell the use and the memory of each GPU, in bytes', () => {
    const idle = { name: 'NVIDIA T4', model: 'TU104GL', memoryTotal: 15_360, memoryUsed: 512 };
    const { gpus } = hostFactsOf({ ...READING, controllers: [idle, { ...idle, utilizationGpu: 55 }] }, 4);
    const facts = { name: 'NVIDIA T4', memory_total_bytes: 16_106_127_360, memory_used_bytes: 536_870_912 };
    expect(gpus).toEqual([
      { ...facts, load: 0 },
      { ...facts, load: 0.55 },
    ]);
  });
});
