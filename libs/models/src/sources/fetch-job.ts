import type { ModelFile } from '../catalogue';
import type { Staging } from '../staging';

/** A file that a source is asked for. */
export interface WantedFile extends ModelFile {
  /** Where the source has it: a path below its base, a member of its archive, a metadata key. */
  place: string;
}

/** What a source is given: it writes `staging.part(name)` for each wanted file, then calls `staging.keep(name)`. */
export interface FetchJob {
  wanted: WantedFile[];
  staging: Staging;
  signal: AbortSignal;
  /** Environment of subprocesses; inherited when left out. */
  env?: NodeJS.ProcessEnv;
  /** `bytes` are those got since the last file was kept. */
  report: (bytes: number, what: string) => void;
}
