import { basename } from 'node:path';
import { ModelUnavailableError } from '@switchyard/contracts';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** Where models compute. */
export interface Compute {
  threads: number;
  /** On the GPU that the process sees. */
  cuda: boolean;
}

/** A model with one input of floats and one output of floats. */
export class Session {
  private constructor(
    private readonly session: InferenceSession,
    private readonly input: string,
    private readonly output: string,
  ) {}

  /**
   * Waiting threads sleep: by default they spin and take the cores from the JavaScript in between.
   * @param model name in the catalogue, for the error
   */
  static async open(model: string, path: string, { threads, cuda }: Compute): Promise<Session> {
    try {
      const session = await InferenceSession.create(path, {
        executionProviders: cuda ? ['cuda', 'cpu'] : ['cpu'],
        intraOpNumThreads: threads,
        interOpNumThreads: 1,
        enableCpuMemArena: false,
        enableMemPattern: false,
        extra: { session: { intra_op: { allow_spinning: '0' } } },
      });
      const [input = ''] = session.inputNames;
      const [output = ''] = session.outputNames;
      return new Session(session, input, output);
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : String(thrown);
      throw new ModelUnavailableError(model, `${basename(path)} cannot be loaded (${why})`);
    }
  }

  async run(data: Float32Array, dims: number[]): Promise<Float32Array> {
    const outputs = await this.session.run({ [this.input]: new Tensor('float32', data, dims) });
    return outputs[this.output]!.data as Float32Array;
  }

  close(): Promise<void> {
    return this.session.release();
  }
}
