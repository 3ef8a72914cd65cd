import { prepareKokoro, preparePiper } from '@switchyard/models';
import { OfflineTts, type OfflineTtsConfig } from 'sherpa-onnx-node';

/** Where a voice is. */
export interface VoicePlace {
  /** Directory of the voice, verified: sherpa-onnx ends the process when it cannot load a file. */
  directory: string;
  modelsDir: string;
  /** What turns text into phonemes. */
  espeakData: string;
  threads: number;
  /** Which of the voices of Kokoro it is, and the language of its phonemes; without this it is one of Piper. */
  kokoro?: { style: string; phonemes: string };
}

/** A loaded voice. */
export class SherpaVoice {
  private constructor(private readonly tts: OfflineTts) {}

  static async load(place: VoicePlace, signal: AbortSignal): Promise<SherpaVoice> {
    const voice = await (place.kokoro ? kokoro(place, place.kokoro, signal) : piper(place, signal));
    const tts = await OfflineTts.createAsync({
      model: { ...voice, numThreads: place.threads, provider: 'cpu' },
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

async function piper(place: VoicePlace, signal: AbortSignal): Promise<Pick<OfflineTtsConfig['model'], 'vits'>> {
  const { model, tokens, config } = await preparePiper(place, signal);
  const { noise_scale: noiseScale, noise_w: noiseScaleW, length_scale: lengthScale } = config.inference;
  return { vits: { model, tokens, dataDir: place.espeakData, noiseScale, noiseScaleW, lengthScale } };
}

async function kokoro(
  { directory, modelsDir, espeakData }: VoicePlace,
  { style, phonemes }: { style: string; phonemes: string },
  signal: AbortSignal,
): Promise<Pick<OfflineTtsConfig['model'], 'kokoro'>> {
  const files = await prepareKokoro({ directory, modelsDir, style }, signal);
  return { kokoro: { ...files, dataDir: espeakData, lang: phonemes } };
}
