export { SAMPLE_RATE } from './decode/sample-rate';
export { collectAudio, decodeAudio, type DecodeOptions } from './decode/decode-audio';
export { AudioMeter, type AudioReport } from './decode/audio-meter';
export { logMel, melWindow, type LogMel } from './mel/log-mel';
export { SileroVad, VAD_MODEL } from './vad/silero-vad';
export type { VadOptions } from './vad/vad-options';
export { cutAtPauses, type ChunkOptions } from './chunks/cut-at-pauses';
export { takeSpans } from './chunks/take-spans';
export type { Span } from './span';
