/** What `whisper.json` beside a model's graphs says about them. */
export interface WhisperLayout {
  /** Mel bands of the encoder's input. */
  mels: 80 | 128;
  heads: number;
  decoderLayers: number;
  vocabulary: number;
  /** Most tokens the decoder can hold. */
  positions: number;
  /** Layer and head of the cross-attentions that follow the speech. */
  alignmentHeads: readonly (readonly [number, number])[];
  /** Tokens of the languages it knows; none where its files do not say. */
  languageIds: readonly number[];
}

/** Paths of a model's files. */
export interface WhisperFiles {
  encoder: string;
  decoder: string;
  tokenizer: string;
  manifest: WhisperLayout;
}

/** Values of one head in one position; the same in every Whisper model. */
export const HEAD_SIZE = 64;
/** Frames of 10 ms the encoder hears at a time. */
export const WINDOW_FRAMES = 3000;
/** Positions the encoder makes of them: 20 ms each. */
export const ENCODED_FRAMES = 1500;
