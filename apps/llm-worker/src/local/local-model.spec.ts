import type { EngineCall, EnginePool } from '@switchyard/engine';
import type { TaskRun } from '@switchyard/worker-kit';
import type { EngineModel, LlmMethods, ModelFacts } from '../llm-methods';
import type { NotOnGpu } from './gpu-layers';
import { LocalModel } from './local-model';

const FILE: EngineModel = { name: 'small', file: '/small.gguf', threads: 1, contextTokens: 512, onGpu: true };
const ON_CPU: ModelFacts = {
  sha256: 'x',
  contextTokens: 512,
  engine: { name: 'e', version: '1' },
  device: 'cpu',
  degraded: [],
};
const GPU = { uuid: 'GPU-0' };

/** Engines whose GPU answers so; tells where each call was made. */
function world(onGpu: ModelFacts | NotOnGpu) {
  const calls: string[] = [];
  const call = async (method: string, { model }: { model: EngineModel }, { gpu }: EngineCall): Promise<unknown> => {
    calls.push(
      `${method} of a model ${model.onGpu ? 'on the GPU' : 'on the CPU'}, in an engine ${gpu ? 'with' : 'without'} GPU`,
    );
    return model.onGpu ? onGpu : { ...ON_CPU, degraded: [] };
  };
  const run = { device: 'cuda', call: { gpu: GPU } } as unknown as TaskRun;
  return { engines: { call } as unknown as EnginePool<LlmMethods>, run, calls };
}

const FULL = { notOnGpu: 'the GPU could not load the model (full)' };
const MISSING = { notOnGpu: 'the GPU needs a package where the worker runs', isLasting: true };

describe('a local model whose task has a GPU', () => {
  it('stays there', async () => {
    const { engines, run, calls } = world({ ...ON_CPU, device: 'cuda', degraded: ['13 of 31 layers'] });
    const model = await LocalModel.open(engines, FILE, run, true);
    await model.countTokens(['a']);
    expect(model).toMatchObject({ work: { device: 'cuda' }, degraded: ['13 of 31 layers'] });
    expect(calls).toEqual(
      ['facts', 'countTokens'].map((what) => `${what} of a model on the GPU, in an engine with GPU`),
    );
  });

  it.each([FULL, MISSING])('is done by an engine without GPU where it cannot be there', async (why) => {
    const { engines, run, calls } = world(why);
    const model = await LocalModel.open(engines, FILE, run, true);
    await model.countTokens(['a']);
    expect(model).toMatchObject({ work: { device: 'cpu' }, degraded: [`${why.notOnGpu}; the CPU did the work`] });
    expect(calls.slice(1)).toEqual(
      ['facts', 'countTokens'].map((what) => `${what} of a model on the CPU, in an engine without GPU`),
    );
  });

  it.each([
    [FULL, 'INTERNAL_ERROR'],
    [MISSING, 'INPUT_REJECTED'],
  ])('is not done on the CPU where the task forbids it: %j', async (why, code) => {
    const { engines, run, calls } = world(why);
    await expect(LocalModel.open(engines, FILE, run, false)).rejects.toMatchObject({
      ...{ code, message: `device: ${why.notOnGpu}; take device auto or cpu` },
    });
    expect(calls).toHaveLength(1);
  });
});
