import type { ModelFile } from '../catalogue';
import type { Staging } from '../staging';

/** A file that a source is asked for. */
export interface WantedFile extends ModelFile {
  /** Where the source has it: a path below its base, a member of its archive, a metadata key. */
  place: string;
  /** The source has only these bytes of the file. */
  slice?: { from: number; bytes: number };
}

/** Bytes of what the source has of a file. */
export const sourceBytes = ({ slice, bytes }: WantedFile): number => slice?.bytes ?? bytes;

/** What a source is given: it writes `staging.part(name)` for each wanted file, then calls `staging.keep(name)`
 * unless it has only a slice that others follow. */
export interface FetchJob {
  wanted: WantedFile[];
  staging: Staging;
  signal: AbortSignal;
  /** Environment of subprocesses; inherited when left out. */
  env?: NodeJS.ProcessEnv;
  /** `bytes` are those got since the last file was kept. */
  report: (bytes: number, what: string) => void;
}
