import type { Class } from '../fields/field';

export const SERVICES = ['ffmpeg', 'paddleocr', 'wservice'] as const;
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
  readonly limits: {
    /** Hard limit of one attempt in seconds, unless the submission says otherwise. */
    readonly timeout: number;
  };
  /** Where a missing input is taken from, in order: `stage.field`, e.g. `ffmpeg.extract_keyframes.keyframe_dir`. */
  readonly sources?: { readonly [K in keyof I & string]?: readonly string[] };
}

/** States one task; the type parameters are inferred from its input and output classes. */
export const defineTask = <I extends object, O extends object>(task: TaskDefinition<I, O>): TaskDefinition<I, O> =>
  task;
