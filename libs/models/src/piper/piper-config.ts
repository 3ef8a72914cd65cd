import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { ModelFileError } from '../model-errors';

const count = z.int().positive();

/** `voice.onnx.json` of https://github.com/OHF-Voice/piper1-gpl, as far as it is used here. */
const configSchema = z.object({
  audio: z.object({ sample_rate: count }),
  espeak: z.object({ voice: z.string().min(1) }),
  num_speakers: count,
  phoneme_id_map: z.record(z.string().min(1), z.array(z.int().nonnegative()).min(1)),
  inference: z
    .object({ noise_scale: z.number(), length_scale: z.number(), noise_w: z.number() })
    .default({ noise_scale: 0.667, length_scale: 1, noise_w: 0.8 }),
});

export type PiperConfig = z.infer<typeof configSchema>;

/** @throws ModelFileError for a file that is not the configuration of a Piper voice */
export async function readPiperConfig(path: string): Promise<PiperConfig> {
  const text = await readFile(path, 'utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ModelFileError(path, undefined, 'it is not JSON');
  }
  const read = configSchema.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new ModelFileError(path, undefined, `${issue?.path.join('.') || basename(path)}: ${issue?.message}`);
}
