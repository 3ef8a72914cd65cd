import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { SourceOf } from '../catalogue';
import { writeStream } from '../files';
import { readOnnxMetadata } from '../onnx-metadata';
import type { FetchJob } from './fetch-job';

/** Writes texts that an ONNX file of the same model carries in its metadata, such as an OCR dictionary. */
export async function fetchFromOnnxMetadata({ model }: SourceOf<'onnx-metadata'>, job: FetchJob): Promise<void> {
  const { wanted, staging, signal } = job;
  if (staging.missing.some((file) => file.name === model)) throw new Error(`${model} itself is missing`);
  const metadata = readOnnxMetadata(await readFile(staging.file(model)));
  for (const { name, place, bytes } of wanted) {
    const text = metadata.get(place);
    if (text === undefined) throw new Error(`${model} has no metadata ${place}`);
    const onBytes = (done: number) => job.report(done, `reading ${name} from ${model}`);
    await writeStream(Readable.from([Buffer.from(text)]), staging.part(name), { limit: bytes, signal, onBytes });
    await staging.keep(name);
  }
}
