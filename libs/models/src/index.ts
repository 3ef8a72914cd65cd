export { loadCatalogue, parseCatalogue, type Catalogue, type Model, type ModelFile, type Source } from './catalogue';
export { hasCudaProvider } from './cuda-provider';
export type { ModelState } from './installed';
export {
  CatalogueError,
  ConversionError,
  ModelFileError,
  ModelPullError,
  UnknownModelError,
  type SourceFailure,
} from './model-errors';
export { ModelStore, type ModelStatus, type ModelStoreOptions, type PullOptions } from './model-store';
export { encodeModel, type Graph } from './onnx/onnx-model';
export { prepareKokoro } from './kokoro/prepare-kokoro';
export { preparePiper, type PiperFiles, type PiperPlace } from './piper/prepare-piper';
export type { OnProgress } from './progress';
export { convertWhisper, type OnConversion, type WhisperConversion } from './whisper/convert-whisper';
export type { WhisperKind, WhisperManifest } from './whisper/manifest';
export { int8Products } from './whisper/int8-products';
export { isWhisper, WhisperModels, type WhisperFiles, type WhisperOptions } from './whisper/whisper-models';
