import { isDeepStrictEqual } from 'node:util';
import { SileroVad } from '@switchyard/audio';
import { openTranscriber } from './decoding/open-transcriber';
import type { WhisperFiles } from './decoding/graphs/whisper-layout';
import { ThreadTranscriber } from './lanes/thread-transcriber';
import type { Transcriber } from './transcriber';

/** What is loaded: graphs for the CPU or a file for the GPU. */
export type Loadable =
  | { kind: 'onnx'; files: WhisperFiles; threads: number; lanes: number }
  | { kind: 'ggml'; open: () => Transcriber; file: string };

type Lanes = Map<number, Promise<Transcriber>>;

/** The models this process holds; another Whisper model takes the place of the one before, so that memory stays that of one. */
export class LoadedModel {
  private current: { of: unknown; lanes: Lanes } | undefined;
  private vad: { directory: string; model: SileroVad } | undefined;

  /** The transcriber of a lane, loaded when it is first asked for. */
  async transcriber(model: Loadable, lane: number): Promise<Transcriber> {
    const of = model.kind === 'onnx' ? model : model.file;
    if (!this.current || !isDeepStrictEqual(this.current.of, of)) await this.replace(of);
    const { lanes } = this.current ?? { lanes: new Map<number, Promise<Transcriber>>() };
    return lanes.get(lane) ?? load(model, lane, lanes);
  }

  async speechModel(directory: string): Promise<SileroVad> {
    const before = this.vad;
    if (before?.directory === directory) return before.model;
    this.vad = undefined;
    await before?.model.close();
    const model = await SileroVad.open(directory);
    this.vad = { directory, model };
    return model;
  }

  private async replace(of: unknown): Promise<void> {
    const before = this.current;
    this.current = { of, lanes: new Map() };
    const lanes = await Promise.allSettled([...(before?.lanes.values() ?? [])]);
    for (const lane of lanes) if (lane.status === 'fulfilled') await lane.value.close();
  }
}

/** The next caller loads a model anew that did not load, or is gone. */
function load(model: Loadable, lane: number, lanes: Lanes): Promise<Transcriber> {
  const forget = (): void => {
    if (lanes.get(lane) === loading) lanes.delete(lane);
  };
  const loading = open(model, forget);
  lanes.set(lane, loading);
  loading.catch(forget);
  return loading;
}

/** One lane needs no thread of its own. */
async function open(model: Loadable, onEnd: () => void): Promise<Transcriber> {
  if (model.kind === 'ggml') return model.open();
  const { files, threads, lanes } = model;
  return lanes === 1 ? openTranscriber(files, { threads }) : ThreadTranscriber.open({ files, threads }, onEnd);
}
