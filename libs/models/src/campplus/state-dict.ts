import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';
import { readPickle, type PickledCall } from './pickle';

/** Tensors of a checkpoint by their names. */
export type StateDict = ReadonlyMap<string, CheckpointTensor>;

export interface CheckpointTensor {
  dims: number[];
  values: Float32Array;
}

/**
 * The float tensors of a PyTorch checkpoint that holds a state dict: a zip with a pickle of the names, and a member with the raw
 * values of each tensor. Classes that the pickle names are never made.
 */
export async function readStateDict(path: string): Promise<StateDict> {
  const members = await membersOf(path);
  const pickle = members.get('data.pkl');
  if (!pickle) throw new Error('it is not a PyTorch checkpoint: it has no data.pkl');
  const entries = readPickle(pickle);
  if (!(entries instanceof Map)) throw new Error('it holds no state dict');
  const tensors = [...entries].flatMap(([name, value]): [string, CheckpointTensor][] => {
    const tensor = tensorOf(value, members);
    return tensor ? [[String(name), tensor]] : [];
  });
  return new Map(tensors);
}

/** Members without the directory that holds them all. */
async function membersOf(path: string): Promise<Map<string, Uint8Array>> {
  const zip = await openPromise(path, { autoClose: false });
  const members = new Map<string, Uint8Array>();
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.slice(entry.fileName.indexOf('/') + 1);
      members.set(name, await buffer(await zip.openReadStreamPromise(entry)));
    }
  } finally {
    zip.close();
  }
  return members;
}

/** `_rebuild_tensor_v2(storage, offset, size, stride, …)`; undefined for tensors that are not of floats. */
function tensorOf(value: unknown, members: Map<string, Uint8Array>): CheckpointTensor | undefined {
  const [storage, offset, dims] = (value as PickledCall).arguments ?? [];
  const [, type, key] = (storage as { persistent?: unknown[] } | undefined)?.persistent ?? [];
  if ((type as { name?: string } | undefined)?.name !== 'torch.FloatStorage') return undefined;
  const bytes = members.get(`data/${String(key)}`);
  const sizes = dims as number[];
  const count = sizes.reduce((product, size) => product * size, 1);
  if (!bytes || offset !== 0 || bytes.length !== count * 4) throw new Error('a tensor is not stored as a whole');
  return { dims: sizes, values: new Float32Array(Uint8Array.from(bytes).buffer) };
}
