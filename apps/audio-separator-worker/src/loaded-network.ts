import { isDeepStrictEqual } from 'node:util';
import { ModelUnavailableError } from '@switchyard/contracts';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { EngineModel } from './audio-separator-methods';
import type { Network } from './separation';
import { Spectrum } from './spectrum/spectrum';

const HOP = 1024;

/** A network, and the spectra that it reads. */
export interface ReadyNetwork {
  network: Network;
  spectrum: Spectrum;
}

/** The network this process holds; another one takes its place. */
export class LoadedNetwork {
  private current: { of: EngineModel; session: InferenceSession; ready: ReadyNetwork } | undefined;

  async get(of: EngineModel): Promise<ReadyNetwork> {
    if (this.current && isDeepStrictEqual(this.current.of, of)) return this.current.ready;
    const before = this.current?.session;
    this.current = undefined;
    await before?.release();
    const session = await opened(of);
    this.current = { of, session, ready: readyOf(session, of) };
    return this.current.ready;
  }
}

/** Waiting threads sleep: by default they spin and take the cores from the JavaScript in between. */
async function opened({ name, path, threads, cuda }: EngineModel): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(path, {
      executionProviders: cuda ? ['cuda', 'cpu'] : ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  } catch (thrown) {
    throw new ModelUnavailableError(
      name,
      `it cannot be loaded (${thrown instanceof Error ? thrown.message : String(thrown)})`,
    );
  }
}

/** The file says how many frequencies and frames the network reads: `[batch, 4, bins, frames]`. */
function readyOf(session: InferenceSession, { name, size }: EngineModel): ReadyNetwork {
  const [metadata] = session.inputMetadata;
  const [, planes, bins, frames] = metadata?.isTensor ? metadata.shape.map(Number) : [];
  if (planes !== 4 || !bins || !frames || bins > size / 2 + 1)
    throw new ModelUnavailableError(
      name,
      `it is no network of the MDX kind: it reads [${[planes, bins, frames].join()}]`,
    );
  const [input = '', output = ''] = [session.inputNames[0], session.outputNames[0]];
  const network: Network = async (spectrum) => {
    const outputs = await session.run({ [input]: new Tensor('float32', spectrum, [1, 4, bins, frames]) });
    return outputs[output]!.data as Float32Array;
  };
  return { network, spectrum: new Spectrum({ size, hop: HOP, bins, frames }) };
}
