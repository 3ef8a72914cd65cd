import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LIBRARY = 'libonnxruntime_providers_cuda.so';

/** Whether ONNX Runtime can compute on NVIDIA GPUs here: the library for it is large and does not come with the package. */
export function hasCudaProvider(): boolean {
  const bin = join(dirname(require.resolve('onnxruntime-node/package.json')), 'bin');
  return readdirSync(bin).some((api) => existsSync(join(bin, api, process.platform, process.arch, LIBRARY)));
}
