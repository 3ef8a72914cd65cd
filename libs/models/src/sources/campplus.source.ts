import { writeFile } from 'node:fs/promises';
import { campplusGraph } from '../campplus/campplus-graph';
import { readStateDict } from '../campplus/state-dict';
import type { SourceOf } from '../catalogue';
import type { FetchJob } from './fetch-job';

/** Writes the ONNX graph of CAM++ from the checkpoint that the same model has; equal weights give equal bytes. */
export async function fetchFromCampplus({ checkpoint }: SourceOf<'campplus'>, job: FetchJob): Promise<void> {
  const { wanted, staging, signal } = job;
  if (staging.missing.some((file) => file.name === checkpoint)) throw new Error(`${checkpoint} itself is missing`);
  const graph = campplusGraph(await readStateDict(staging.file(checkpoint)));
  for (const { name } of wanted) {
    await writeFile(staging.part(name), graph, { flush: true, signal });
    job.report(graph.length, `converting ${checkpoint}`);
    await staging.keep(name);
  }
}
