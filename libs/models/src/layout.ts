import { join } from 'node:path';

/** One flat directory name for a model; `/` in `OWNER/NAME` becomes `--`. Mirrors use the same names. */
export const directoryName = (modelName: string): string => modelName.replace('/', '--');

/** Where digests lie that a hub stated at the first pull, below a models directory or a mirror. */
export const pinPath = (repo: string): string => `.pins/${directoryName(repo)}.json`;

/** Where the models directory keeps what belongs to one model. */
export class ModelPlaces {
  private readonly key: string;

  constructor(
    readonly modelsDir: string,
    modelName: string,
  ) {
    this.key = directoryName(modelName);
  }

  get directory(): string {
    return join(this.modelsDir, this.key);
  }

  /** On the same file system as `directory`, so that a rename moves a finished model into place. */
  get staging(): string {
    return join(this.modelsDir, '.staging', this.key);
  }

  get lock(): string {
    return join(this.modelsDir, '.locks', this.key);
  }
}
