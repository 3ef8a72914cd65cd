import { InputRejectedError } from '@switchyard/contracts';

/** The catalogue breaks its schema; each problem names its entry and field. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';

  constructor(
    readonly origin: string,
    readonly problems: string[],
  ) {
    super(`the model catalogue ${origin} is not valid:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** The catalogue has no model of that name. */
export class UnknownModelError extends InputRejectedError {
  constructor(
    readonly modelName: string,
    readonly known: string[],
  ) {
    super(`the catalogue has no model ${modelName}; it has: ${known.join(', ')}`);
  }
}

/** Bytes that are not what the catalogue promises. */
export class WrongContentError extends Error {
  override readonly name = 'WrongContentError';
}

/** A file of a model that cannot be read for what it should be. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';

  constructor(
    readonly path: string,
    /** Where in the file, in bytes, if it is about a place in it. */
    readonly offset: number | undefined,
    readonly problem: string,
  ) {
    super(`${path}: ${offset === undefined ? '' : `at byte ${offset}: `}${problem}`);
  }
}

/** Converted graphs do not compute what the weights say. */
export class ConversionError extends Error {
  override readonly name = 'ConversionError';

  constructor(
    readonly directory: string,
    /** Length of the difference by length of the right result. */
    readonly off: number,
    readonly limit: number,
  ) {
    super(`what was converted in ${directory} is off by ${off.toFixed(4)}, ${limit} are allowed; it is not used`);
  }
}

export interface SourceFailure {
  source: string;
  reason: string;
}

/** No source could deliver the model. */
export class ModelPullError extends Error {
  override readonly name = 'ModelPullError';

  constructor(
    readonly modelName: string,
    readonly missing: string[],
    readonly failures: SourceFailure[],
  ) {
    const tried = failures.map(({ source, reason }) => `  - ${source}: ${reason}`).join('\n');
    super(`model ${modelName} could not be pulled, ${missing.join(', ')} came from none of its sources:\n${tried}`);
  }
}
