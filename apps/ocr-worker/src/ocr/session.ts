import { InferenceSession, Tensor } from 'onnxruntime-node';

/** A model with one picture-like input and one output. */
export interface Session {
  /** Sizes of the output; a name where a size depends on the input. */
  readonly outputShape: readonly (number | string)[];
  /** @param shape batch, planes, height, width */
  run(data: Float32Array, shape: [number, number, number, number]): Promise<Tensor & { data: Float32Array }>;
  close(): Promise<void>;
}

/** Opens an ONNX file on `threads` cores; memory goes back after each run, since shapes differ from run to run. */
export async function openSession(path: string, threads: number): Promise<Session> {
  const session = await InferenceSession.create(path, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    enableCpuMemArena: false,
    enableMemPattern: false,
  });
  const [input] = session.inputNames;
  const [output] = session.outputMetadata;
  if (!input || !output?.isTensor) throw new Error('it has no input or no tensor as its output');
  return {
    outputShape: output.shape,
    run: async (data, shape) => toFloats((await session.run({ [input]: new Tensor('float32', data, shape) }))[output.name]),
    close: () => session.release(),
  };
}

function toFloats(tensor: Tensor | undefined): Tensor & { data: Float32Array } {
  if (!tensor || !(tensor.data instanceof Float32Array)) throw new Error('the model did not answer with floats');
  return tensor as Tensor & { data: Float32Array };
}
