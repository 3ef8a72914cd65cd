import { steppingDown } from './stepping-down';

interface Model {
  cuda: boolean;
  batch: number;
}

const ON_GPU = { cuda: true, batch: 4 };
const FULL = 'CUDA failure 2: out of memory ; GPU=0 ; expr=cudaMalloc((void**)&p, size)';

/** An engine that takes a number of windows at once on its GPU. */
const engineFor =
  (most: number, message = FULL) =>
  async ({ cuda, batch }: Model): Promise<string> => {
    if (cuda && batch > most) throw new Error(message);
    return cuda ? `gpu, ${batch}` : `cpu, ${batch}`;
  };

it.each([
  [4, 'gpu, 4', []],
  [1, 'gpu, 1', [expect.stringMatching(/less at once/)]],
  [0, 'cpu, 4', [expect.stringMatching(/the CPU did the work/)]],
])('with room for %s at once on the GPU it does: %s', async (most, made, degraded) => {
  expect(await steppingDown(ON_GPU, engineFor(most), { ...ON_GPU, batch: 1 })).toMatchObject({ made, degraded });
});

it('goes on with the CPU where less at once is no way', async () => {
  expect(await steppingDown(ON_GPU, engineFor(0))).toEqual({
    ...{ made: 'cpu, 4', model: { cuda: false, batch: 4 } },
    degraded: [expect.stringMatching(/the CPU did the work/)],
  });
});

it('repeats nothing that failed for another reason, and nothing on the CPU', async () => {
  const work = jest.fn(engineFor(0, 'the file is damaged'));
  await expect(steppingDown(ON_GPU, work)).rejects.toThrow('the file is damaged');
  const onCpu = jest.fn(() => Promise.reject(new Error('std::bad_alloc')));
  await expect(steppingDown({ cuda: false }, onCpu)).rejects.toThrow('bad_alloc');
  expect([work, onCpu].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
});
