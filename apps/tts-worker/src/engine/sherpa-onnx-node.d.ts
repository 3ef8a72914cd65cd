/** What of sherpa-onnx-node 1.13.8 is used here; the package has no types of its own. */
declare module 'sherpa-onnx-node' {
  export interface OfflineTtsConfig {
    model: {
      vits?: {
        model: string;
        tokens: string;
        dataDir: string;
        noiseScale: number;
        noiseScaleW: number;
        lengthScale: number;
      };
      kokoro?: { model: string; voices: string; tokens: string; dataDir: string; lang: string };
      numThreads: number;
      provider: 'cpu';
    };
    maxNumSentences: number;
  }

  export class OfflineTts {
    static createAsync(config: OfflineTtsConfig): Promise<OfflineTts>;
    readonly sampleRate: number;
    readonly numSpeakers: number;
    generateAsync(request: {
      text: string;
      sid: number;
      speed: number;
    }): Promise<{ samples: Float32Array; sampleRate: number }>;
  }
}
