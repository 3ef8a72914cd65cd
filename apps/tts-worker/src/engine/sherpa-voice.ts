import { preparePiper } from '@switchyard/models';
import { OfflineTts } from 'sherpa-onnx-node';

/** Where a voice is. */
export interface VoicePlace {
  /** Directory of the Piper voice, verified: sherpa-onnx ends the process when it cannot load a file. */
  directory: string;
  modelsDir: string;
  /** What turns text into phonemes. */
  espeakData: string;
  threads: number;
}

/** A loaded voice. */
export class SherpaVoice {
  private constructor(private readonly tts: OfflineTts) {}

  static async load(place: VoicePlace, signal: AbortSignal): Promise<SherpaVoice> {
    const { model, tokens, config } = await preparePiper(place, signal);
    const { noise_scale, noise_w, length_scale } = config.inference;
    const vits = {
      ...{ model, tokens, dataDir: place.espeakData },
      ...{ noiseScale: noise_scale, noiseScaleW: noise_w, lengthScale: length_scale },
    };
    const tts = await OfflineTts.createAsync({
      model: { vits, numThreads: place.threads, provider: 'cpu' },
      maxNumSentences: 1,
    });
    return new SherpaVoice(tts);
  }

  get sampleRate(): number {
    return this.tts.sampleRate;
  }

  /** Speaks one sentence. @returns samples from -1 to 1 */
  async say(text: string, speed: number): Promise<Float32Array> {
    const { samples } = await this.tts.generateAsync({ text, sid: 0, speed });
    return samples;
  }
}
