import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { InputRejectedError } from '@switchyard/contracts';

/** What the native packages of `@fugood/whisper.node` 1.1.3 (MIT) export, as far as it is used. */
export interface WhisperCpp {
  WhisperContext: new (options: { filePath: string; useGpu: boolean; useFlashAttn?: boolean }) => WhisperCppContext;
}

export interface WhisperCppContext {
  /** @param pcm 16 kHz mono, 16 bit */
  transcribeData(pcm: ArrayBuffer, options: WhisperCppOptions): { promise: Promise<WhisperCppResult> };
  release(): Promise<void>;
}

/** Searches greedily whatever is asked for; there are no options for beams, thresholds and tokens. */
export interface WhisperCppOptions {
  /** Code, or `auto`. */
  language: string;
  translate: boolean;
  prompt?: string;
  temperature: number;
  /** Added after each failure; 0 tries once. */
  temperatureInc: number;
  bestOf: number;
  /** Most tokens of text before a window; 0 for none. */
  maxContext?: number;
  tokenTimestamps?: boolean;
  /** Most characters of a segment; 1 makes one of each piece of a word. */
  maxLen?: number;
  onProgress?: (percent: number) => void;
}

export interface WhisperCppResult {
  language?: string;
  /** Times in milliseconds. */
  segments: { text: string; t0: number; t1: number }[];
}

/** The build of whisper.cpp for NVIDIA GPUs; 70 MB, so it is installed only on request. */
export const CUDA_PACKAGE = `@fugood/node-whisper-${process.platform}-${process.arch}-cuda`;

/** Whether this machine has a GPU and the package that uses it. */
export const hasCuda = (): boolean => existsSync('/dev/nvidiactl') && resolves(CUDA_PACKAGE);

/** @param name the package, or the path of its binary */
export function loadWhisperCpp(name = CUDA_PACKAGE): WhisperCpp {
  if (!resolves(name))
    throw new InputRejectedError(
      `device: this worker cannot use a GPU; install ${CUDA_PACKAGE} where it runs, or take device auto or cpu`,
    );
  return load(name) as WhisperCpp;
}

const load = createRequire(__filename);

function resolves(name: string): boolean {
  try {
    load.resolve(name);
    return true;
  } catch {
    return false;
  }
}
