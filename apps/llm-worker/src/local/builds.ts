import type { Llama } from 'node-llama-cpp';

/** The build of llama.cpp for NVIDIA GPUs; `make cuda` fetches it, for x64 alone. */
export const CUDA_PACKAGE = '@node-llama-cpp/linux-x64-cuda';

/** One of each kind: it is asked for anew with every model, and each looks at the machine in a process of its own. */
const made = new Map<string, Promise<Llama>>();

/** llama.cpp without a GPU. @throws NoBinaryFoundError where no build of the package runs */
export const llamaOnCpu = (threads: number): Promise<Llama> => llamaFor(false, threads);

/** llama.cpp on an NVIDIA GPU; where that cannot be, why. */
export async function llamaOnGpu(threads: number): Promise<Llama | 'not installed' | 'does not run'> {
  if (!(await isInstalled())) return 'not installed';
  const { NoBinaryFoundError } = await import('node-llama-cpp');
  try {
    return await llamaFor('cuda', threads);
  } catch (error) {
    if (error instanceof NoBinaryFoundError) return 'does not run';
    throw error;
  }
}

/** An empty package is in its place otherwise. */
async function isInstalled(): Promise<boolean> {
  const found = (await import(CUDA_PACKAGE).catch(() => ({}))) as { getBinsDir?: unknown };
  return typeof found.getBinsDir === 'function';
}

async function llamaFor(gpu: 'cuda' | false, threads: number): Promise<Llama> {
  const kind = `${gpu} ${threads}`;
  const llama = made.get(kind) ?? newLlama(gpu, threads);
  made.set(kind, llama);
  try {
    return await llama;
  } catch (error) {
    made.delete(kind);
    throw error;
  }
}

async function newLlama(gpu: 'cuda' | false, threads: number): Promise<Llama> {
  const { getLlama, LlamaLogLevel } = await import('node-llama-cpp');
  return getLlama({
    gpu,
    build: 'never',
    skipDownload: true,
    usePrebuiltBinaries: true,
    progressLogs: false,
    logLevel: LlamaLogLevel.error,
    maxThreads: threads,
  });
}
