import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { killGroup, runs } from '@switchyard/processes';
import { waitFor } from '@switchyard/testing';
import fc from 'fast-check';
import { startEngine } from './fixtures/processes';

jest.setTimeout(120_000);

/** A program in the place of flock(1) that locks nothing: every engine gets in. */
const BROKEN = 'true';

/** Number of engines that get signals; one more gets none. */
const OTHERS = 4;

/** What happens to one of the engines that want the same device, and how long after the thing before. */
interface Blow {
  who: number;
  signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL';
  afterMs: number;
}

interface Schedule {
  /** The installation of each engine, in the order of their leases; an engine may end earlier ones of its own installation. */
  owners: string[];
  /** How long each engine stays in the gate; 0: until another one kills it. */
  stayMs: number[];
  blows: Blow[];
}

const blow: fc.Arbitrary<Blow> = fc.record({
  who: fc.nat(OTHERS - 1),
  signal: fc.constantFrom('SIGSTOP', 'SIGSTOP', 'SIGCONT', 'SIGCONT', 'SIGKILL'),
  afterMs: fc.nat(120),
});
const ofEach = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: OTHERS, maxLength: OTHERS });
const schedule: fc.Arbitrary<Schedule> = fc.record({
  owners: ofEach(fc.constantFrom('ours', 'theirs')),
  stayMs: ofEach(fc.constantFrom(0, 300)),
  blows: fc.array(blow, { maxLength: 12, size: 'max' }),
});

/** Some engines want one device and are stopped, continued and killed; the last one wants it too and gets no signal. */
class Turmoil {
  private readonly diary: string;
  private readonly engines: ChildProcess[];

  constructor(
    { owners, stayMs }: Schedule,
    private readonly program?: string,
  ) {
    const directory = mkdtempSync(join(tmpdir(), 'gpu-gate-'));
    this.diary = join(directory, 'diary');
    writeFileSync(this.diary, '');
    this.engines = [...owners, 'ours'].map((owner, i) => {
      const ticket = { directory, uuid: 'GPU-1', owner, fence: i + 1 };
      return startEngine({ ticket, diary: this.diary, stayMs: stayMs[i] ?? 0, program: this.program });
    });
  }

  /** @returns who found another one in the gate when it had entered it */
  async run(blows: Blow[]): Promise<string[]> {
    const others = this.pids.slice(0, OTHERS);
    await Promise.all(this.pids.map((pid) => this.until(pid, 'start')));
    for (const { who, signal, afterMs } of blows) {
      await pause(afterMs);
      send(others[who] ?? 0, signal);
    }
    for (const pid of others) send(pid, 'SIGCONT');
    await Promise.all(this.pids.map((pid) => this.until(pid, 'in', 'busy')));
    others.forEach(killGroup);
    await this.until(this.pids[OTHERS] ?? 0, 'in');
    return this.lines.filter((line) => line.startsWith('overlap'));
  }

  get hasLetLastIn(): boolean {
    return this.lines.some((line) => line.startsWith(`in ${this.pids[OTHERS]} `));
  }

  end(): void {
    this.pids.forEach(killGroup);
  }

  private get pids(): number[] {
    return this.engines.map(({ pid = 0 }) => pid);
  }

  private get lines(): string[] {
    return readFileSync(this.diary, 'utf8').split('\n');
  }

  /** Until an engine has noted one of these words, or is gone. */
  private until(pid: number, ...words: string[]): Promise<true> {
    const noted = (): boolean => words.some((word) => this.lines.some((line) => line.startsWith(`${word} ${pid} `)));
    return waitFor(`${words.join(' or ')} of ${pid}`, () => noted() || !runs(pid));
  }
}

const send = (pid: number, signal: NodeJS.Signals): void => {
  if (runs(pid)) process.kill(pid, signal);
};

const holdsOne = (program?: string): fc.IAsyncProperty<[Schedule]> =>
  fc.asyncProperty(schedule, async (each) => {
    const turmoil = new Turmoil(each, program);
    try {
      expect(await turmoil.run(each.blows)).toEqual([]);
      expect(turmoil.hasLetLastIn || program === BROKEN).toBe(true);
    } finally {
      turmoil.end();
    }
  });

describe('the gate of a device whose engines are stopped, continued and killed', () => {
  it('never holds two', () => fc.assert(holdsOne(), { numRuns: 8, endOnFailure: true }));

  it('is found out when it holds two: with a lock that locks nothing', async () => {
    const { errorInstance } = await fc.check(holdsOne(BROKEN), { numRuns: 8, endOnFailure: true });
    expect(String(errorInstance)).toContain('overlap');
  });
});
