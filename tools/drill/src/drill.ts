import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isFinal } from '@switchyard/contracts';
import { signalProcess, startedWith } from '@switchyard/processes';
import { planFaults } from './faults/plan';
import { Saboteur } from './faults/saboteur';
import type { History, Outputs, TaskHistory } from './judge/history';
import { judge } from './judge/judge';
import type { Options } from './options';
import { Progress } from './progress';
import { faultTable, promiseTable, summary } from './report';
import { DrillSystem } from './system/drill-system';
import { Places, historyFile } from './system/places';
import { settingsIn } from './system/settings';
import { keepGateDiary, readGateDiary } from './watch/gate-diary';
import { GpuWatch } from './watch/gpu-watch';
import { leftInRedis, leftOnMachine, leftOnShare } from './watch/leftovers';
import { runsOf } from './watch/process-runs';
import { Client } from './work/client';
import { fetchModels, type Kind } from './work/kinds';
import { planTasks, type PlannedTask } from './work/plan';

const LOOK_MS = 500;
/** What is not final so long after the last fault is lost. */
const PATIENCE_MS = 300_000;

/** A system that is given work and troubled, and what became of its promises. */
export class Drill {
  private readonly progress: Progress;
  private readonly client: Client;
  private readonly saboteur: Saboteur;
  private readonly gpus: GpuWatch;
  private readonly accepted: PlannedTask[] = [];
  private readonly expected = new Map<Kind, Outputs>();

  private constructor(
    private readonly options: Options,
    private readonly places: Places,
    private readonly system: DrillSystem,
    private readonly out: NodeJS.WriteStream,
    private readonly signal: AbortSignal,
  ) {
    this.progress = new Progress(out);
    this.client = new Client(system.base);
    this.saboteur = new Saboteur(system);
    this.gpus = new GpuWatch(system);
  }

  /** @returns whether every promise was kept */
  static async run(options: Options, out: NodeJS.WriteStream, signal: AbortSignal): Promise<boolean> {
    const { seed, seconds, tasks, kinds } = options;
    out.write(`seed ${seed}: ${tasks} tasks, ${seconds} s of faults; repeat it with: make drill SEED=${seed}\n`);
    await fetchModels(kinds);
    const places = new Places();
    try {
      keepGateDiary(places);
      const services = [...new Set(kinds.map(({ service }) => service))];
      const system = await DrillSystem.start(services, settingsIn(places, process.env.PATH ?? ''));
      const drill = new Drill(options, places, system, out, signal);
      try {
        return await drill.run();
      } finally {
        drill.saboteur.release();
        drill.gpus.stop();
        await system.kill();
      }
    } finally {
      for (const left of startedWith(`TMPDIR=${places.temp}`)) signalProcess(left, 'SIGKILL');
      places.remove();
    }
  }

  private async run(): Promise<boolean> {
    await this.undisturbed();
    const from = Date.now();
    await this.disturbed();
    const history = await this.historyOfAll();
    const verdicts = judge(history);
    const refused = await this.system.connection.client.hget(this.system.keys.detector, 'refused_writes');
    const file = historyFile(this.options.seed);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ verdicts, from, ...history }, null, 1));
    const parts = [faultTable(history, from), summary(history, Number(refused ?? 0)), promiseTable(verdicts)];
    this.progress.end();
    this.out.write(`\n${parts.join('\n\n')}\n\nthe whole history: ${file}\n`);
    return verdicts.every(({ broken }) => broken.length === 0);
  }

  /** What the outputs are when nothing happens. */
  private async undisturbed(): Promise<void> {
    const ids = new Map(this.options.kinds.map((kind, at) => [`undisturbed-${at + 1}`, kind]));
    for (const [id, kind] of ids) await this.client.submit(id, kind, this.signal);
    await this.untilFinal(() => [...ids.keys()], 'undisturbed');
    for (const [id, kind] of ids) {
      const task = await this.system.read.get(id);
      if (!task?.output)
        throw new Error(`${kind.task} does not even succeed undisturbed: ${JSON.stringify(task?.error)}`);
      this.expected.set(kind, await this.client.outputsOf(task.output, kind));
    }
  }

  private async disturbed(): Promise<void> {
    const { seed, seconds, tasks, kinds } = this.options;
    const plan = planTasks(seed, { seconds, tasks, kinds });
    const faults = planFaults(seed, seconds);
    const over = new AbortController();
    const shown = this.show(over.signal, faults.length);
    try {
      await Promise.all([
        this.client.submitAll(plan, (task) => this.accepted.push(task), this.signal),
        this.saboteur.run(faults, this.signal),
      ]);
      await this.untilFinal(() => plan.map(({ id }) => id));
    } finally {
      over.abort();
      await shown;
    }
  }

  private async show(signal: AbortSignal, faults: number): Promise<void> {
    const from = performance.now();
    while (!signal.aborted && !this.signal.aborted) {
      const states = await this.states(this.accepted.map(({ id }) => id)).catch(() => undefined);
      const of = (state: string): number => states?.filter((one) => one === state).length ?? 0;
      const tasks = states
        ? `${of('succeeded')} of ${this.options.tasks} tasks ended, ${of('running')} running, ${of('queued')} queued`
        : 'Redis is away';
      const now = Math.round((performance.now() - from) / 1000);
      this.progress.update(
        `${now} s of ${this.options.seconds} s, ${this.saboteur.faults.length} of ${faults} faults: ${tasks}`,
      );
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async states(ids: string[]): Promise<string[]> {
    return (await this.system.read.summaries(ids)).map(({ status }) => status);
  }

  /** Waits for the end of all tasks, for a bounded time. */
  private async untilFinal(ids: () => string[], title?: string): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const tasks = await this.system.read.summaries(ids()).catch(() => []);
      const ended = tasks.filter(({ status }) => isFinal(status)).length;
      if (title) this.progress.update(`${title}: ${ended} of ${ids().length} tasks ended`);
      if (ended === ids().length || performance.now() > deadline) return;
      await sleep(LOOK_MS, undefined, { signal: this.signal });
    }
  }

  private async historyOfAll(): Promise<History> {
    const { system, saboteur, places } = this;
    const tasks: TaskHistory[] = [];
    for (const task of this.accepted) tasks.push(await this.historyOf(task));
    const stubborn = (await system.end()).map((place) => `${place} did not end on SIGTERM`);
    const gateway = system.base.processes[0]?.pid ?? 0;
    const left = [
      ...stubborn,
      ...(await leftOnMachine(places, gateway)),
      ...(await leftOnShare(system)),
      ...(await leftInRedis(system)),
    ];
    return {
      faults: saboteur.faults,
      tasks,
      gpus: await this.gpus.end(),
      gates: readGateDiary(places),
      processes: [...system.monitors, ...system.workers].flatMap(runsOf),
      left,
    };
  }

  private async historyOf({ id, kind }: PlannedTask): Promise<TaskHistory> {
    const { read } = this.system;
    const task = await read.get(id);
    const events = await read.events(id);
    const outputs = task?.output ? await this.client.outputsOf(task.output, kind) : {};
    return { id, name: kind.task, status: task?.status, events, outputs, expected: this.expected.get(kind) ?? {} };
  }
}
