import { InputRejectedError, InternalTaskError } from '@switchyard/contracts';
import type { GgufInsights, Llama, LlamaContext, LlamaModel } from 'node-llama-cpp';
import type { EngineModel, ModelFacts } from '../llm-methods';
import { openWithLayers } from './gpu-layers';

/** A model in memory: of the GPU in whole or in part, or of the machine. */
export interface OpenModel extends Pick<ModelFacts, 'device' | 'degraded'> {
  llama: Llama;
  model: LlamaModel;
  context: LlamaContext;
  /** Whether it might have more of the GPU's memory another time. */
  isShort: boolean;
}

/** The builds of llama.cpp for NVIDIA GPUs, with CUDA 13 and 12; 700 MB, so they are installed only on request. */
const CUDA_PACKAGES = `@node-llama-cpp/linux-${process.arch}-cuda`;
const CPU_INSTEAD = 'the CPU did the work';

/**
 * Opens a model, on the GPU where that is wanted and possible.
 * @throws InputRejectedError for a file that is damaged or none, InternalTaskError where memory lacks
 */
export async function openModel(wanted: EngineModel): Promise<OpenModel> {
  if (wanted.device === 'cpu') return onCpu(wanted);
  const llama = await llamaFor('cuda', wanted);
  if (!llama) return withoutCuda(wanted);
  try {
    return await onGpu(llama, wanted);
  } catch (error) {
    if (wanted.device === 'cuda' || !(error instanceof InternalTaskError)) throw error;
    return { ...(await onCpu(wanted, [`${error.message}; ${CPU_INSTEAD}`])), isShort: true };
  }
}

async function withoutCuda(wanted: EngineModel): Promise<OpenModel> {
  if (wanted.device === 'cuda')
    throw new InputRejectedError(
      `device: this worker cannot use a GPU; install ${CUDA_PACKAGES} where it runs, with CUDA's libraries, or take device auto or cpu`,
    );
  return onCpu(wanted, [`the GPU needs ${CUDA_PACKAGES} and CUDA's libraries where the worker runs; ${CPU_INSTEAD}`]);
}

async function onGpu(llama: Llama, wanted: EngineModel): Promise<OpenModel> {
  const { GgufInsights, readGgufFileInfo } = await import('node-llama-cpp');
  const file = await readGgufFileInfo(wanted.file).catch((error: unknown) => refuse(wanted, error));
  const insights = await GgufInsights.from(file, llama);
  const fitting = await fittingLayers(insights, wanted);
  const { opened, layers } = await openWithLayers(fitting, (count) => open(llama, wanted, count));
  const isShort = layers < insights.totalLayers;
  const some = `the memory of the GPU was too small: ${layers} of ${insights.totalLayers} layers of the model were there`;
  return { ...opened, device: 'cuda', degraded: isShort ? [`${some}, the others on the CPU`] : [], isShort };
}

/** Layers that the GPU should have room for, beside the context. */
async function fittingLayers(insights: GgufInsights, { contextTokens }: EngineModel): Promise<number> {
  const { InsufficientMemoryError } = await import('node-llama-cpp');
  const contextSize = Math.min(contextTokens, insights.trainContextSize ?? Infinity);
  try {
    return (await insights.configurationResolver.resolveModelGpuLayersV2({ fitContext: { contextSize } })).gpuLayers;
  } catch (error) {
    if (error instanceof InsufficientMemoryError) return 0;
    throw error;
  }
}

async function onCpu(wanted: EngineModel, degraded: string[] = []): Promise<OpenModel> {
  const { InsufficientMemoryError, NoBinaryFoundError } = await import('node-llama-cpp');
  const llama = await llamaFor(false, wanted);
  if (!llama) throw new NoBinaryFoundError();
  try {
    return { ...(await open(llama, wanted, 0)), device: 'cpu', degraded, isShort: false };
  } catch (error) {
    if (!(error instanceof InsufficientMemoryError)) return refuse(wanted, error);
    throw new InternalTaskError(
      `the worker has not enough memory for the model ${wanted.name} with ${wanted.contextTokens} tokens; take a smaller one`,
    );
  }
}

/** @returns nothing where there is no build that runs here */
async function llamaFor(gpu: 'cuda' | false, { threads }: EngineModel): Promise<Llama | undefined> {
  const { getLlama, LlamaLogLevel, NoBinaryFoundError } = await import('node-llama-cpp');
  try {
    return await getLlama({
      gpu,
      build: 'never',
      skipDownload: true,
      usePrebuiltBinaries: true,
      progressLogs: false,
      logLevel: LlamaLogLevel.error,
      maxThreads: threads,
    });
  } catch (error) {
    if (error instanceof NoBinaryFoundError) return undefined;
    throw error;
  }
}

async function open(
  llama: Llama,
  { file, threads, contextTokens }: EngineModel,
  gpuLayers: number,
): Promise<Pick<OpenModel, 'llama' | 'model' | 'context'>> {
  const model = await llama.loadModel({ modelPath: file, gpuLayers });
  try {
    const contextSize = Math.min(contextTokens, model.trainContextSize);
    return { llama, model, context: await model.createContext({ contextSize, threads, sequences: 1 }) };
  } catch (error) {
    await model.dispose();
    throw error;
  }
}

function refuse({ name }: EngineModel, error: unknown): never {
  throw new InputRejectedError(`model: ${name} cannot be loaded, it is damaged or no GGUF file: ${firstLine(error)}`);
}

/** What an error of llama.cpp says first; it may tell more than a person wants. */
export const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
