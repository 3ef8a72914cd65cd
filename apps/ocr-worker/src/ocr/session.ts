import { existsSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** What a model answers: floats and their sizes. */
export interface Output {
  data: Float32Array;
  shape: readonly number[];
}

/** Where a model computes. */
export interface Compute {
  threads: number;
  /** On the GPU that the process sees; what has no kernel there is left to the CPU. */
  cuda?: boolean;
}

/** A model with one picture-like input and one output. */
export interface Session {
  /** Sizes of the output; a name where a size depends on the input. */
  readonly outputShape: readonly (number | string)[];
  /** @param shape batch, planes, height, width */
  run(data: Float32Array, shape: [number, number, number, number]): Promise<Output>;
  close(): Promise<void>;
}

/**
 * Opens an ONNX file on `threads` cores. Waiting threads sleep: by default they spin, and take the cores from the
 * JavaScript in between. Memory goes back after each run, since shapes differ from run to run.
 */
export async function openSession(path: string, { threads, cuda }: Compute): Promise<Session> {
  if (!existsSync(path)) throw new Error('the file is missing');
  const session = await createSession(path, {
    executionProviders: cuda ? ['cuda', 'cpu'] : ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    enableCpuMemArena: false,
    enableMemPattern: false,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  const [input] = session.inputNames;
  const [output] = session.outputMetadata;
  if (!input || !output?.isTensor) throw new Error('it has no input or no tensor as its output');
  return {
    outputShape: output.shape,
    run: async (data, shape) => {
      const outputs = await session.run({ [input]: new Tensor('float32', data, shape) });
      return toOutput(outputs[output.name]);
    },
    close: () => session.release(),
  };
}

async function createSession(path: string, options: InferenceSession.SessionOptions): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(path, options);
  } catch (thrown) {
    const said = thrown instanceof Error ? thrown.message.trim() : String(thrown);
    throw new Error(`it is damaged or no ONNX model (${said.split(/failed:|\) /).at(-1)})`, { cause: thrown });
  }
}

function toOutput(tensor: Tensor | undefined): Output {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('the model did not answer with floats');
  return { data: tensor.data, shape: tensor.dims };
}
