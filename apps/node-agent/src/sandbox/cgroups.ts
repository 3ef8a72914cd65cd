import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a program may use, where the kernel counts it for all its processes together. */
export interface GroupLimits {
  /** Cores. */
  cpu: number;
  /** Of its processes and its files in memory. */
  memoryMb: number;
  processes: number;
}

const CONTROLLERS = ['memory', 'pids', 'cpu'] as const;
type Controller = (typeof CONTROLLERS)[number];

const MB = 1024 ** 2;
const PERIOD_US = 100_000;
const GROUP = /^program-\d+$/;

/** The cgroups (v2) of programs, where this process may make some: below its own one, which is delegated to it. */
export class Cgroups {
  private count = 0;

  private constructor(
    private readonly directory: string,
    readonly held: readonly Controller[],
  ) {}

  /**
   * The processes of a cgroup that has controllers for its children lie in leaves, so this one moves into a leaf.
   * @returns nothing where there is no cgroup v2, or it is not ours alone
   */
  static open(root = '/sys/fs/cgroup', self = '/proc/self/cgroup'): Cgroups | undefined {
    const own = /^0::(\/.*)$/m.exec(textOf(self))?.[1];
    if (own === undefined) return undefined;
    const directory = join(root, own);
    const there = textOf(join(directory, 'cgroup.controllers')).split(/\s+/);
    const held = CONTROLLERS.filter((name) => there.includes(name));
    if (held.length === 0) return undefined;
    const leaf = join(directory, 'agent');
    try {
      mkdirSync(leaf, { recursive: true });
      writeFileSync(join(leaf, 'cgroup.procs'), String(process.pid));
      writeFileSync(join(directory, 'cgroup.subtree_control'), held.map((name) => `+${name}`).join(' '));
      return new Cgroups(directory, held);
    } catch {
      leave(leaf, directory);
      return undefined;
    }
  }

  /** A cgroup for one program; what others left that have ended goes. */
  begin(limits: GroupLimits): ProgramGroup {
    for (const name of readdirSync(this.directory))
      if (GROUP.test(name)) tryTo(() => rmdirSync(join(this.directory, name)));
    this.count += 1;
    const directory = join(this.directory, `program-${process.pid}${this.count}`);
    mkdirSync(directory);
    for (const [controller, file, value] of filesOf(limits))
      if (this.held.includes(controller)) writeFileSync(join(directory, file), value);
    return new ProgramGroup(directory);
  }
}

/** The cgroup of one program. */
export class ProgramGroup {
  /** A process that writes 0 there is in the cgroup from then on, whatever its user. */
  readonly door: number;

  constructor(private readonly directory: string) {
    this.door = openSync(join(directory, 'cgroup.procs'), 'w');
  }

  /** Whether the kernel ended it because it used too much memory. */
  get ranOut(): boolean {
    return /^oom_kill [1-9]/m.test(textOf(join(this.directory, 'memory.events')));
  }

  close(): void {
    closeSync(this.door);
  }

  /** Ends what is left in it; an empty cgroup goes at once, others before the next program begins. */
  remove(): void {
    tryTo(() => writeFileSync(join(this.directory, 'cgroup.kill'), '1'));
    tryTo(() => rmdirSync(this.directory));
  }
}

const filesOf = ({ cpu, memoryMb, processes }: GroupLimits): [Controller, file: string, value: string][] => [
  ['memory', 'memory.max', String(memoryMb * MB)],
  ['memory', 'memory.oom.group', '1'],
  ['pids', 'pids.max', String(processes)],
  ['cpu', 'cpu.max', `${Math.round(cpu * PERIOD_US)} ${PERIOD_US}`],
];

/** Which limits the kernel holds by a cgroup, for the owner of the machine. */
export function limitsText(held: readonly string[] = []): string {
  const by = (name: Controller, otherwise: string): string => (held.includes(name) ? 'by cgroup' : otherwise);
  return `memory ${by('memory', 'by watching')}, processes ${by('pids', 'by rlimit')}, CPU ${by('cpu', 'by affinity')}`;
}

function leave(leaf: string, directory: string): void {
  tryTo(() => writeFileSync(join(directory, 'cgroup.procs'), String(process.pid)));
  tryTo(() => rmdirSync(leaf));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function tryTo(act: () => void): void {
  try {
    act();
  } catch {
    // it is not there, or not empty yet
  }
}
