import type { FieldProblems } from '../errors/request-error';
import type { Class } from '../fields/field';

export const SERVICES = [
  'ffmpeg',
  'faster_whisper',
  'paddleocr',
  'wservice',
  'inpainting',
  'llm',
  'tts',
  'pyannote_audio',
  'audio_separator',
] as const;
/** The workers of one family; each service has one queue. */
export type ServiceName = (typeof SERVICES)[number];

/** Everything the platform knows about one task; validation, OpenAPI, catalogue and CLI help come from it. */
export interface TaskDefinition<I extends object = object, O extends object = object> {
  /** Canonical name: stages, directories and events use it. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly service: ServiceName;
  readonly description: string;
  readonly input: Class<I>;
  readonly output: Class<O>;
  /** `cpu`: never takes a GPU; `auto`: uses one when the worker has it. */
  readonly device: 'cpu' | 'auto';
  /** Whether this input is work for the CPU although its task may use a GPU, e.g. where a server does the work. */
  onCpu?(input: NoInfer<I>): boolean;
  /** Limits of one attempt unless the submission says otherwise; by default those of the installation, `TIMEOUT_…`. */
  readonly limits?: TaskLimits;
  /** Of submissions that name none, 0 to 9; 5 by default. */
  readonly priority?: number;
  /** Where a missing input is taken from, in order: `stage.field`, e.g. `ffmpeg.extract_keyframes.keyframe_dir`. */
  readonly sources?: { readonly [K in keyof I & string]?: readonly string[] };
  /** Files of the input that name further ones which the task reads, e.g. manifests. */
  readonly lists?: { readonly [K in keyof I & string]?: FileList<keyof I & string> };
  /** What is wrong with an input whose fields are each right, by field; nothing when it is good. */
  check?(input: NoInfer<I>): FieldProblems;
}

/** A JSON file `{ <list>: [{ file: <name> }, …] }` of files in one directory. */
export interface FileList<F extends string = string> {
  readonly list: string;
  /** The field of the directory; that of the list itself when it is not given. */
  readonly directory: F;
}

/** How long an attempt may take. */
export interface TaskLimits {
  /** Hard limit in seconds: the attempt is ended. */
  readonly timeout: number;
  /** Seconds after which the attempt is asked to end; 0.8 of the hard limit by default. */
  readonly soft?: number;
  /** Seconds that are worth a warning; half the hard limit by default, or as much of the soft one. */
  readonly warning?: number;
}

/** States one task; the type parameters are inferred from its input and output classes. */
export const defineTask = <I extends object, O extends object>(task: TaskDefinition<I, O>): TaskDefinition<I, O> =>
  task;
