import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discoverGpus, parseList } from './devices';

const LIST = `0, GPU-8f6d, NVIDIA H100 80GB HBM3, 81559
1, GPU-11aa, NVIDIA GeForce RTX 3090, 24576
`;

/** A program that prints and ends as the driver's does. */
function smi(text: string, code = 0): string {
  const path = join(mkdtempSync(join(tmpdir(), 'smi-')), 'nvidia-smi');
  writeFileSync(path, `#!/bin/sh\ncat <<'E'\n${text}\nE\nexit ${code}\n`);
  chmodSync(path, 0o755);
  return path;
}

const wanted = { gpuSimulate: false, gpuHost: '' };

describe('discoverGpus', () => {
  it('reads the list of the driver', () => {
    expect(parseList(LIST)).toEqual([
      { id: '0', uuid: 'GPU-8f6d', name: 'NVIDIA H100 80GB HBM3', memoryMb: 81_559 },
      { id: '1', uuid: 'GPU-11aa', name: 'NVIDIA GeForce RTX 3090', memoryMb: 24_576 },
    ]);
  });

  it('takes all, or those that are named', async () => {
    expect((await discoverGpus(wanted, smi(LIST))).map(({ gpu }) => gpu)).toEqual(['0', '1']);
    const named = await discoverGpus({ ...wanted, gpuIds: ['1'], gpuHost: 'host-a' }, smi(LIST));
    expect(named).toMatchObject([{ id: '1', gpu: 'host-a:1', uuid: 'GPU-11aa', simulated: false }]);
  });

  it('refuses ids that no device has, and says which there are', async () => {
    await expect(discoverGpus({ ...wanted, gpuIds: ['0', '2'] }, smi(LIST))).rejects.toThrow(
      /names 2, .* there are: 0, 1/,
    );
    await expect(discoverGpus({ ...wanted, gpuIds: ['0'] }, 'no-such-smi')).rejects.toThrow('there is none');
  });

  it.each(['queue', '0:1', '0 1', ''])('refuses the id "%s", which would name what is no lock', async (id) => {
    const pretended = discoverGpus({ ...wanted, gpuSimulate: true, gpuIds: ['0', id] });
    await expect(pretended).rejects.toThrow(`GPU_IDS names "${id}", which no GPU can be called`);
  });

  it('pretends each id once', async () => {
    const found = await discoverGpus({ ...wanted, gpuSimulate: true, gpuIds: ['0', '1', '0'] });
    expect(found.map(({ id }) => id)).toEqual(['0', '1']);
  });

  it('finds none on a machine without a driver or without a device', async () => {
    expect(await discoverGpus(wanted, 'no-such-smi')).toEqual([]);
    expect(await discoverGpus(wanted, smi('No devices were found', 6))).toEqual([]);
  });

  it('does not take a driver at fault for a machine without GPUs', async () => {
    const failing = smi('Failed to initialize NVML: Driver/library version mismatch', 18);
    await expect(discoverGpus(wanted, failing)).rejects.toThrow('Driver/library version mismatch');
  });

  it('pretends on demand, with the same device for every process of the machine', async () => {
    const [one, again] = [
      await discoverGpus({ ...wanted, gpuSimulate: true }),
      await discoverGpus({ ...wanted, gpuSimulate: true }),
    ];
    expect(one).toEqual(again);
    expect(one).toMatchObject([
      { id: '0', gpu: '0', simulated: true, uuid: expect.stringMatching(/^GPU-simulated-.+-0$/) },
    ]);
  });
});
