import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The workspace: this file lies in `tools/drill/dist/system` or `tools/drill/src/system`. */
const ROOT = resolve(__dirname, '../../../..');

const SCRATCH = join(ROOT, '.switchyard');

export const MODELS = join(SCRATCH, 'models');

/** Where the history of a drill is kept. */
export const historyFile = (seed: number): string => join(SCRATCH, 'drill', `${seed}.json`);

/** Directories of one drill. */
export class Places {
  private readonly root = mkdtempSync(join(tmpdir(), 'switchyard-drill-'));
  /** The only place where the apps may keep temporary files; in the environment of every process of the drill. */
  readonly temp = this.made('temp');
  readonly gates = this.made('gates');
  /** Programs that come before those of the system. */
  readonly bin = this.made('bin');
  readonly gateDiary = join(this.root, 'gate-diary');

  remove(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 });
  }

  private made(name: string): string {
    const path = join(this.root, name);
    mkdirSync(path);
    return path;
  }
}
