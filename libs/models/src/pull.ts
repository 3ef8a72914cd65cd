import { isNativeError } from 'node:util/types';
import { mkdir } from 'node:fs/promises';
import { DiskFullError } from '@switchyard/contracts';
import type { Model, Source } from './catalogue';
import { ensureSpace, isDiskFull } from './files';
import { inspect } from './installed';
import type { ModelPlaces } from './layout';
import { ModelPullError, type SourceFailure } from './model-errors';
import { ProgressReporter, type OnProgress } from './progress';
import { holdLock } from './pull-lock';
import { describeSource, fetchFrom, type WantedFile } from './sources';
import { Staging } from './staging';

export interface PullRequest {
  model: Model;
  places: ModelPlaces;
  /** Tried in this order, each for the files that are still missing. */
  sources: Source[];
  env?: NodeJS.ProcessEnv;
  onProgress?: OnProgress;
  signal?: AbortSignal;
}

/** Brings a model into its directory, or finds it there; processes that pull the same model take turns. */
export async function pullModel(request: PullRequest): Promise<void> {
  const { model, places, signal } = request;
  const totalBytes = model.files.reduce((sum, file) => sum + file.bytes, 0);
  const progress = new ProgressReporter(totalBytes, request.onProgress);
  try {
    await mkdir(places.modelsDir, { recursive: true });
    const onWait = () => progress.tell(0, 'waiting for another process that pulls this model');
    await holdLock({ path: places.lock, signal, onWait }, async (held) => {
      const { state } = await inspect(places.directory, model);
      if (state !== 'present') await fetchMissing({ ...request, signal: held }, progress);
      progress.tell(totalBytes, 'done');
    });
  } catch (error) {
    throw isDiskFull(error) && !(error instanceof DiskFullError) ? new DiskFullError(places.modelsDir) : error;
  }
}

async function fetchMissing(request: PullRequest & { signal: AbortSignal }, progress: ProgressReporter): Promise<void> {
  const { model, places, sources, signal, env } = request;
  const staging = await Staging.open(places, model);
  const failures: SourceFailure[] = [];
  for (const source of sources) {
    const wanted = wantedFrom(source, staging);
    if (wanted.length === 0) continue;
    const report = (bytes: number, what: string) => progress.tell(staging.keptBytes + bytes, what);
    try {
      await ensureSpace(staging.root, bytesNeeded(source, wanted));
      await fetchFrom(source, { wanted, staging, signal, env, report });
    } catch (error) {
      signal.throwIfAborted();
      if (isDiskFull(error)) throw error;
      failures.push({ source: describeSource(source), reason: reasonOf(error) });
    }
  }
  const missing = staging.missing.map((file) => file.name);
  if (missing.length > 0) throw new ModelPullError(model.name, missing, failures);
  signal.throwIfAborted();
  await staging.install();
}

function wantedFrom(source: Source, staging: Staging): WantedFile[] {
  const slices = source.kind === 'pip' ? source.slices : undefined;
  return staging.missing.flatMap((file) => {
    const place = source.files[file.name];
    return place === undefined ? [] : [{ ...file, place, slice: slices?.[file.name] }];
  });
}

/** A package lies on the disk beside the files taken out of it. */
function bytesNeeded(source: Source, wanted: WantedFile[]): number {
  const packageBytes = 'bytes' in source ? source.bytes : 0;
  return wanted.reduce((sum, file) => sum + file.bytes, packageBytes);
}

/** `fetch failed` says nothing; what failed is in its cause. */
export function reasonOf(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  return isNativeError(error.cause) && error.message === 'fetch failed' ? error.cause.message : error.message;
}
