import { setTimeout as sleep } from 'node:timers/promises';
import { identify, signalGroup, signalProcess } from '@switchyard/processes';
import type { Fault } from '../judge/history';
import type { DrillSystem, Engine } from '../system/drill-system';
import type { Slot } from '../system/slot';
import type { PlannedFault } from './plan';

/** A starved process gets the processor for a tenth of the time. */
const DUTY_MS = { run: 20, stop: 180 };

/** Inflicts the planned faults on the system, and undoes those that can be undone. */
export class Saboteur {
  readonly faults: Fault[] = [];
  private readonly stopped = new Set<Target>();

  constructor(private readonly system: DrillSystem) {}

  /** Resolves when the last fault is over. */
  async run(plan: readonly PlannedFault[], signal: AbortSignal): Promise<void> {
    const from = performance.now();
    const inflicted: Promise<void>[] = [];
    for (const planned of plan) {
      await sleep(Math.max(0, planned.atMs - (performance.now() - from)), undefined, { signal });
      const fault = this.inflict(planned, signal);
      fault.catch(() => undefined); // `Promise.all` below throws it
      inflicted.push(fault);
    }
    await Promise.all(inflicted);
  }

  /** Continues every process that is still stopped. */
  release(): void {
    for (const target of this.stopped) target('SIGCONT');
    this.stopped.clear();
  }

  private async inflict(planned: PlannedFault, signal: AbortSignal): Promise<void> {
    const { kind, role, forMs } = planned;
    const victim = await this.find(planned);
    const stranded = kind === 'strand' && victim?.slot ? this.system.enginesOf([victim.slot]) : [];
    const at = Date.now();
    const fault: Fault = { kind, role, at, until: at, victim: victim?.name, pid: victim?.slot?.process.pid };
    this.faults.push(fault);
    if (!victim) return;
    if (kind === 'kill' && role === 'redis') await this.system.killRedis(forMs);
    else if (kind === 'kill') victim.target('SIGKILL');
    else if (kind === 'strand') await this.strand(victim.target, stranded, planned, signal);
    else await this.hold(victim.target, planned, signal);
    if (kind !== 'kill' || role === 'redis') fault.until = Date.now();
  }

  private async find({ kind, role, pick, atWork }: PlannedFault): Promise<Victim | undefined> {
    const { system } = this;
    const chosen = <T>(candidates: readonly T[]): T | undefined => candidates[Math.floor(pick * candidates.length)];
    if (role === 'redis') {
      const pid = system.redisPid();
      return pid === undefined ? undefined : { name: 'redis', target: targetOf(pid, false) };
    }
    const workers = await system.victims(atWork);
    if (role === 'engine') {
      const engine = chosen(system.enginesOf(workers)) ?? chosen(system.enginesOf(await system.victims(false)));
      // A kill spares the programs that the engine runs: its worker kills them, or the next engine at the gate.
      return engine && { name: engine.slot.name, target: targetOf(engine.pid, kind !== 'kill'), slot: engine.slot };
    }
    const slot = chosen(role === 'leader' ? await system.leaders() : workers);
    return slot && { name: slot.name, target: targetOf(slot.process.pid, false), slot };
  }

  private async strand(
    worker: Target,
    engines: readonly Engine[],
    planned: PlannedFault,
    signal: AbortSignal,
  ): Promise<void> {
    const held = engines.map(({ pid }) => this.hold(targetOf(pid, true), { ...planned, kind: 'pause' }, signal));
    worker('SIGKILL');
    await Promise.all(held);
  }

  private async hold(target: Target, { kind, forMs }: PlannedFault, signal: AbortSignal): Promise<void> {
    this.stopped.add(target);
    try {
      if (kind === 'starve') await this.starve(target, forMs, signal);
      else if (target('SIGSTOP')) await sleep(forMs, undefined, { signal });
    } finally {
      target('SIGCONT');
      this.stopped.delete(target);
    }
  }

  private async starve(target: Target, forMs: number, signal: AbortSignal): Promise<void> {
    const until = performance.now() + forMs;
    while (performance.now() < until && target('SIGSTOP')) {
      await sleep(DUTY_MS.stop, undefined, { signal });
      target('SIGCONT');
      await sleep(DUTY_MS.run, undefined, { signal });
    }
  }
}

/** Signals what it was made for, only while that runs. @returns whether it got the signal */
type Target = (signal: NodeJS.Signals) => boolean;

/** @param group whether what the process started is meant too */
function targetOf(pid: number, group: boolean): Target {
  const identity = identify(pid);
  const send = group ? signalGroup : signalProcess;
  return (signal) => identity !== undefined && send(identity, signal);
}

interface Victim {
  name: string;
  target: Target;
  /** Of the process, or of the worker whose engine it is. */
  slot?: Slot;
}
