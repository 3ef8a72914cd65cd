import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { identifyOnHost, isOfHere, killWithGroup, type HostProcess } from '@switchyard/processes';
import { GpuUnavailableError } from './errors';
import { FileLock, noteOf } from './file-lock';

/** What an engine needs to enter the gate of its GPU; plain data, made by the lease of its worker. */
export interface GateTicket {
  directory: string;
  uuid: string;
  /** Whose lease it is: only engines of the same lock of the same installation are ever killed. */
  owner: string;
  fence: number;
}

/** The note in the gate's file: who holds it, under which lease. */
export interface GateHolder extends HostProcess {
  owner: string;
  fence: number;
}

export interface GateOptions {
  signal?: AbortSignal;
  /** Told when the holder, or what it left running, has to be waited for (`gpu_gate_busy`), and again every ten seconds. */
  onBusy?: (holder: GateHolder | undefined, waitedMs: number) => void;
  /** The program that locks; only tests have another. */
  program?: string;
}

const RETRY_MS = { first: 10, most: 250 };
const REPORT = { afterMs: 2000, everyMs: 10_000 };

/** The gates this process is in. */
const entered = new Map<string, FileLock>();

/**
 * Waits until this process alone may touch the GPU, which it then may until it ends: an engine calls this before it loads, and
 * a warm one again for each further lease. A holder whose lease is over is killed with its process group; any other is
 * waited for.
 */
export async function enterDeviceGate(ticket: GateTicket, options: GateOptions = {}): Promise<void> {
  const path = fileOf(ticket);
  const lock =
    enteredBefore(path) ??
    (await new Gate(ticket, options).take((holder) => (holder.fence < ticket.fence ? 'kill' : 'wait')));
  if (!lock) return;
  entered.set(path, lock);
  const { owner, fence } = ticket;
  lock.write(JSON.stringify({ ...identifyOnHost(process.pid), owner, fence }));
}

/** A lock whose file was removed keeps no other engine out any more, so we give it up. */
function enteredBefore(path: string): FileLock | undefined {
  const lock = entered.get(path);
  if (lock?.isInPlace) return lock;
  lock?.release();
  entered.delete(path);
  return undefined;
}

/**
 * Makes sure that no engine is left of a lease that is over: kills it where it still holds the gate. When this returns, its
 * end is confirmed. An engine of a later lease is left alone: that it has the gate says the same.
 */
export async function clearDeviceGate(ticket: GateTicket, options: GateOptions = {}): Promise<void> {
  const lock = await new Gate(ticket, options).take((holder) => (holder.fence <= ticket.fence ? 'kill' : 'leave'));
  lock?.release();
}

/** Refuses to go on where the gate would not hold: no `flock`, or a file system that knows no locks. */
export async function proveDeviceGate(directory: string, program?: string): Promise<void> {
  const path = fileOf({ directory, uuid: `probe-${randomUUID()}` });
  const first = await FileLock.tryTake(path, program);
  const second = await FileLock.tryTake(path, program);
  first?.release();
  second?.release();
  rmSync(path);
  if (!first || second)
    throw new GpuUnavailableError(`GPU_GATE_DIR ${directory} keeps no locks; use a local directory`);
}

/** One try to get the gate of one device. */
class Gate {
  private readonly path: string;
  private readonly from = performance.now();
  private reportedAt = -Infinity;

  constructor(
    private readonly ticket: GateTicket,
    private readonly options: GateOptions,
  ) {
    this.path = fileOf(ticket);
  }

  /** @returns nothing when the holder of our own installation is to be left */
  async take(judge: (holder: GateHolder) => 'kill' | 'wait' | 'leave'): Promise<FileLock | undefined> {
    for (let waitMs = RETRY_MS.first; ; waitMs = Math.min(waitMs * 2, RETRY_MS.most)) {
      this.options.signal?.throwIfAborted();
      const lock = await FileLock.tryTake(this.path, this.options.program);
      if (lock) return this.afterRemains(lock);
      const holder = this.ours(noteOf(this.path));
      const judgement = holder ? judge(holder) : 'wait';
      if (judgement === 'leave') return undefined;
      const killed = holder && judgement === 'kill' && isOfHere(holder) && this.kill(holder) === 'killed';
      await this.wait(waitMs, holder, killed);
    }
  }

  /** An engine that died may have left programs on the GPU that it had started; they hold no lock. */
  private async afterRemains(lock: FileLock): Promise<FileLock> {
    try {
      const before = this.ours(lock.read());
      if (before && isOfHere(before)) await this.untilGone(before);
      lock.write('');
      return lock;
    } catch (error) {
      lock.release(); // with its note, for the next who comes
      throw error;
    }
  }

  /** One that hangs in a driver runs on for a while; one that is not ours to signal ends when it likes. */
  private async untilGone(holder: GateHolder): Promise<void> {
    for (let waitMs = RETRY_MS.first; ; waitMs = Math.min(waitMs * 2, RETRY_MS.most)) {
      const outcome = this.kill(holder);
      if (outcome === 'gone') return;
      await this.wait(waitMs, holder, outcome === 'killed');
    }
  }

  private kill(holder: GateHolder): 'killed' | 'gone' | 'not ours to signal' {
    try {
      return killWithGroup(holder) ? 'killed' : 'gone';
    } catch {
      return 'not ours to signal';
    }
  }

  /** Waits for the engine in the gate, and reports it. A killed engine is gone in a moment, so its report comes later. */
  private async wait(waitMs: number, holder: GateHolder | undefined, killed = false): Promise<void> {
    if (!killed || performance.now() - this.from > REPORT.afterMs) this.report(holder);
    await pause(waitMs, undefined, { signal: this.options.signal });
  }

  /** The holder a note tells of, when it is of the same lock of the same installation. */
  private ours(note: string): GateHolder | undefined {
    try {
      const holder = JSON.parse(note) as GateHolder;
      return holder.owner === this.ticket.owner ? holder : undefined;
    } catch {
      return undefined; // between taking the lock and writing the note
    }
  }

  private report(holder: GateHolder | undefined): void {
    const now = performance.now();
    if (now - this.reportedAt < REPORT.everyMs) return;
    this.reportedAt = now;
    this.options.onBusy?.(holder, now - this.from);
  }
}

const fileOf = ({ directory, uuid }: Pick<GateTicket, 'directory' | 'uuid'>): string => join(directory, `${uuid}.lock`);
