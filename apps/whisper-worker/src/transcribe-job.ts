import { InternalTaskError, TaskError, tellsOfNoMemory, type EngineIdentity } from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import { version as ortVersion } from 'onnxruntime-node/package.json';
import { CUDA_PACKAGE, hasCuda } from './gpu/whisper-cpp';
import { WhisperCppTranscriber } from './gpu/whisper-cpp-transcriber';
import { filesOf, isEnglishOnly, layoutOf, requireAbility } from './load-model';
import type { LoadedModel, Loadable } from './loaded-model';
import { transcribeFile } from './long-audio/transcribe-file';
import type { TranscribeJob, Transcript } from './whisper-methods';

type Made = Pick<Transcript, 'device' | 'engine' | 'degraded'> & { model: Loadable; sha256: string };

const ONNX_RUNTIME: EngineIdentity = { name: 'onnxruntime', version: ortVersion };
const WHISPER_CPP: EngineIdentity = { name: 'whisper.cpp', version: '@fugood/whisper.node 1.1.3' };

/** Transcribes a file with the model it asks for, on the GPU where that is wanted and possible. */
export async function transcribeJob(job: TranscribeJob, loaded: LoadedModel, work: EngineWork): Promise<Transcript> {
  return transcript(job, loaded, work).catch((error: unknown) => {
    throw isOutOfMemory(error) ? new InternalTaskError(tooLarge(job), String(error)) : error;
  });
}

async function transcript(job: TranscribeJob, loaded: LoadedModel, work: EngineWork): Promise<Transcript> {
  const { model, sha256, device, engine, degraded } = await makeReady(job, loaded, work);
  const tools = {
    vad: await loaded.speechModel(job.vadDirectory),
    lanes: model.kind === 'onnx' ? model.lanes : 1,
    transcriber: (lane: number) => loaded.transcriber(model, lane),
  };
  const heard = await transcribeFile({ ...job, modelSha256: `${sha256} ${model.kind}` }, tools, work);
  const said = { model: { name: job.model.name, sha256 }, device, engine };
  return { ...heard, ...said, degraded: [...degraded, ...heard.degraded] };
}

/** What a GPU lacks is said already. */
const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && !(error instanceof InternalTaskError) && tellsOfNoMemory(error.message);

const tooLarge = ({ model, lanes }: TranscribeJob): string =>
  `the worker has not enough memory for the model ${model.name}; take a smaller one` +
  (lanes > 1 ? ', or set WHISPER_LANES=1' : '');

const CPU_INSTEAD = 'the CPU did the work';

/** A job may choose only where its task holds a GPU. */
async function makeReady(job: TranscribeJob, loaded: LoadedModel, work: EngineWork): Promise<Made> {
  if (job.device === 'cpu') return onCpu(job, work, []);
  if (job.device === 'auto' && !hasCuda())
    return onCpu(job, work, [`the GPU needs ${CUDA_PACKAGE} where the worker runs; ${CPU_INSTEAD}`]);
  try {
    return await onGpu(job, loaded, work);
  } catch (error) {
    if (error instanceof TaskError) throw error;
    const why = `the GPU could not load the model (${error instanceof Error ? error.message : String(error)})`;
    if (job.device === 'cuda') throw new InternalTaskError(why);
    return onCpu(job, work, [`${why}; ${CPU_INSTEAD}`]);
  }
}

async function onCpu(job: TranscribeJob, work: EngineWork, degraded: string[]): Promise<Made> {
  const { encoder, decoder, tokenizer, manifest } = await filesOf(job.model, 'onnx', converting(work));
  requireAbility(manifest, job.model.name, job.decoding);
  const { threads, lanes } = job;
  const model: Loadable = {
    kind: 'onnx',
    files: { encoder, decoder, tokenizer, manifest: layoutOf(manifest) },
    threads,
    lanes,
  };
  return { model, sha256: manifest.source.sha256, device: 'cpu', engine: ONNX_RUNTIME, degraded };
}

/** Loads the model, too: whether it fits is known only then. */
async function onGpu(job: TranscribeJob, loaded: LoadedModel, work: EngineWork): Promise<Made> {
  const { model: file, manifest } = await filesOf(job.model, 'ggml', converting(work));
  requireAbility(manifest, job.model.name, job.decoding);
  const open = () => WhisperCppTranscriber.open(file, { isEnglishOnly: isEnglishOnly(manifest) });
  const model: Loadable = { kind: 'ggml', file, open };
  await loaded.transcriber(model, 0);
  return { model, sha256: manifest.source.sha256, device: 'cuda', engine: WHISPER_CPP, degraded: [] };
}

/** Done once per model; its progress is no progress of the task. */
const converting = ({ progress, signal }: EngineWork) => ({
  signal,
  onProgress: (share: number, what: string) => progress(0, `model: ${what}, ${Math.floor(share * 100)} %`),
});
