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

/** The models this process holds; another Whisper model takes the place of the one before, so that memory stays that of one. */
export class LoadedModel {
  private current: { of: unknown; lanes: Map<number, Promise<Transcriber>> } | undefined;
  private vad: { directory: string; model: SileroVad } | undefined;

  /** The transcriber of a lane, loaded when it is first asked for. */
  async transcriber(model: Loadable, lane: number): Promise<Transcriber> {
    const of = model.kind === 'onnx' ? model : model.file;
    if (!this.current || !isDeepStrictEqual(this.current.of, of)) await this.replace(of);
    const { lanes } = this.current ?? { lanes: new Map<number, Promise<Transcriber>>() };
    const loaded = lanes.get(lane) ?? open(model);
    lanes.set(lane, loaded);
    return loaded;
  }

  async speechModel(directory: string): Promise<SileroVad> {
    if (this.vad?.directory === directory) return this.vad.model;
    await this.vad?.model.close();
    this.vad = { directory, model: await SileroVad.open(directory) };
    return this.vad.model;
  }

  private async replace(of: unknown): Promise<void> {
    const before = this.current;
    this.current = { of, lanes: new Map() };
    const lanes = await Promise.allSettled([...(before?.lanes.values() ?? [])]);
    for (const lane of lanes) if (lane.status === 'fulfilled') await lane.value.close();
  }
}

/** One lane needs no thread of its own. */
async function open(model: Loadable): Promise<Transcriber> {
  if (model.kind === 'ggml') return model.open();
  const { files, threads, lanes } = model;
  return lanes === 1 ? openTranscriber(files, { threads }) : new ThreadTranscriber({ files, threads });
}
