import { createHash } from 'node:crypto';
import { appendFile, chmod, copyFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensureSpace } from './files';
import { makeOnce } from './make-once';
import { onnxMetadata } from './onnx-metadata';

/** A voice that sherpa-onnx lacks facts about, and what stands beside it. */
export interface SherpaCopy {
  /** The ONNX file of the voice. */
  voice: string;
  /** The models directory. */
  modelsDir: string;
  facts: Readonly<Record<string, string>>;
  /** Text or bytes of further files by their names. */
  beside: Readonly<Record<string, string | Uint8Array>>;
}

/**
 * sherpa-onnx looks for facts about a voice in the metadata of its ONNX file, and its process ends where one is missing. This
 * makes a copy that has them, once. @returns its directory, with `model.onnx` in it
 */
export async function sherpaCopy(
  { voice, modelsDir, facts, beside }: SherpaCopy,
  signal?: AbortSignal,
): Promise<string> {
  const { size, mtimeMs } = await stat(voice);
  const made = createHash('sha256').update(JSON.stringify([voice, size, mtimeMs, facts]));
  for (const [name, content] of Object.entries(beside)) made.update(name).update(content);
  const to = join(modelsDir, '.converted', made.digest('hex').slice(0, 16), 'switchyard-sherpa');
  const write = async (directory: string): Promise<void> => {
    await ensureSpace(dirname(to), size);
    const model = join(directory, 'model.onnx');
    await copyFile(voice, model);
    await chmod(model, 0o644);
    // The fields of a protobuf message may come in any order, so that what is appended belongs to it.
    await appendFile(model, onnxMetadata(facts), { flush: true });
    for (const [name, content] of Object.entries(beside)) await writeFile(join(directory, name), content);
  };
  await makeOnce(to, write, signal);
  return to;
}
