import { InputRejectedError, InternalTaskError, tellsOfNoMemory } from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import type { GgufInsights, Llama, LlamaContext, LlamaModel } from 'node-llama-cpp';
import type { EngineModel, ModelFacts } from '../llm-methods';
import { CUDA_PACKAGE, llamaOnCpu, llamaOnGpu } from './builds';
import { firstLine, openWithLayers, type NotOnGpu } from './gpu-layers';

/** A model in memory: of the GPU, in whole or in part, or of the machine. */
export interface OpenModel extends Pick<ModelFacts, 'device' | 'degraded'> {
  llama: Llama;
  model: LlamaModel;
  context: LlamaContext;
}

/**
 * Opens a model where it is wanted. What does not go on the GPU is not opened here on the CPU: the memory of the GPU has
 * too little room for anything, and llama.cpp takes some as soon as its build for CUDA is loaded.
 * @throws InputRejectedError for a file that is damaged or none, InternalTaskError where memory lacks
 */
export async function openModel(wanted: EngineModel, work: EngineWork): Promise<OpenModel | NotOnGpu> {
  if (wanted.onGpu) return onGpu(wanted, work);
  return { ...(await open(await llamaOnCpu(wanted.threads), wanted, 0, work)), device: 'cpu', degraded: [] };
}

async function onGpu(wanted: EngineModel, work: EngineWork): Promise<OpenModel | NotOnGpu> {
  const llama = await llamaOnGpu(wanted.threads);
  if (llama === 'not installed')
    return { notOnGpu: `the GPU needs ${CUDA_PACKAGE} where the worker runs`, isLasting: true };
  if (llama === 'does not run')
    return { notOnGpu: `the GPU could not be used: ${CUDA_PACKAGE} finds no driver, no CUDA or no memory` };
  const insights = await insightsOf(wanted, llama);
  const made = await openWithLayers(
    () => fittingLayers(insights, wanted),
    (layers) => open(llama, wanted, layers, work),
    work.signal,
  );
  if ('notOnGpu' in made) return made;
  const { opened, layers } = made;
  const some = `the memory of the GPU was too small: ${layers} of ${insights.totalLayers} layers of the model were there`;
  const degraded = layers < insights.totalLayers ? [`${some}, the others on the CPU`] : [];
  return { ...opened, device: 'cuda', degraded };
}

async function insightsOf(wanted: EngineModel, llama: Llama): Promise<GgufInsights> {
  const { GgufInsights, readGgufFileInfo } = await import('node-llama-cpp');
  try {
    return await GgufInsights.from(await readGgufFileInfo(wanted.file), llama);
  } catch (error) {
    throw refusal(wanted, error);
  }
}

/** Layers that the GPU should have room for, beside the context. @throws InsufficientMemoryError where there are none */
async function fittingLayers(insights: GgufInsights, { contextTokens }: EngineModel): Promise<number> {
  const contextSize = Math.min(contextTokens, insights.trainContextSize ?? Infinity);
  return (await insights.configurationResolver.resolveModelGpuLayersV2({ fitContext: { contextSize } })).gpuLayers;
}

async function open(
  llama: Llama,
  wanted: EngineModel,
  gpuLayers: number,
  { signal, progress }: EngineWork,
): Promise<Pick<OpenModel, 'llama' | 'model' | 'context'>> {
  const { InsufficientMemoryError } = await import('node-llama-cpp');
  const onLoadProgress = (share: number): void => progress(0, `model: loaded, ${Math.floor(share * 100)} %`);
  const isMemory = (error: unknown): boolean =>
    error instanceof InsufficientMemoryError || (error instanceof Error && tellsOfNoMemory(error.message));
  let model: LlamaModel | undefined;
  try {
    model = await llama.loadModel({ modelPath: wanted.file, gpuLayers, loadSignal: signal, onLoadProgress });
    const contextSize = Math.min(wanted.contextTokens, model.trainContextSize);
    const { threads } = wanted;
    return { llama, model, context: await model.createContext({ contextSize, threads, createSignal: signal }) };
  } catch (error) {
    await model?.dispose();
    signal.throwIfAborted();
    if (isMemory(error)) throw new InternalTaskError(tooLarge(wanted), firstLine(error));
    throw model ? error : refusal(wanted, error);
  }
}

const tooLarge = ({ name, contextTokens }: EngineModel): string =>
  `there is not enough memory for the model ${name} with ${contextTokens} tokens; take a smaller one, or set LLM_CONTEXT`;

const refusal = ({ name }: EngineModel, error: unknown): InputRejectedError =>
  new InputRejectedError(`model: ${name} cannot be loaded, it is damaged or no GGUF file: ${firstLine(error)}`);
