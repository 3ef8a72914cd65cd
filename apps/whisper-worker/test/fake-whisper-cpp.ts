import type { WhisperCpp, WhisperCppOptions, WhisperCppResult } from '../src/gpu/whisper-cpp';

/** What the stand-in for the native build of whisper.cpp hears, and what it was asked. */
export const whisperCpp = {
  result: { segments: [] } as WhisperCppResult,
  opened: [] as object[],
  asked: [] as { pcm: Int16Array; options: WhisperCppOptions }[],
  released: 0,
};

export const WhisperContext: WhisperCpp['WhisperContext'] = class {
  constructor(options: object) {
    whisperCpp.opened.push(options);
  }

  transcribeData(pcm: ArrayBuffer, options: WhisperCppOptions) {
    whisperCpp.asked.push({ pcm: new Int16Array(pcm), options });
    return { promise: Promise.resolve(whisperCpp.result) };
  }

  async release(): Promise<void> {
    whisperCpp.released++;
  }
};
