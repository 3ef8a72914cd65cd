import { Inject, Injectable } from '@nestjs/common';
import { JobStore, type JobPlan } from '@switchyard/flows';
import { LOGGER, type Logger } from '@switchyard/observability';
import { FlowEngineSettings } from './flow-engine.settings';
import { FlowRunner, type Running } from './flow-runner';
import { Retention } from './retention';
import { JOB_OVER } from './task-runs';

/** Renews the leases of this engine's activations; and one engine at a time looks for what no engine goes on with. */
@Injectable()
export class Heart {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly turns = new Map<string, Promise<void>>();
  private readonly failing = new Set<string>();
  private ended = false;

  constructor(
    private readonly jobs: JobStore,
    private readonly runner: FlowRunner,
    private readonly retention: Retention,
    private readonly settings: FlowEngineSettings,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Signs of life do not wait for the look at all jobs, which may take longer than a lease. */
  start(): void {
    this.repeat('beat', () => this.beat());
    this.repeat('care', () => this.care());
  }

  async stop(): Promise<void> {
    this.ended = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    await Promise.all(this.turns.values());
  }

  private repeat(name: 'beat' | 'care', act: () => Promise<void>): void {
    const turn = this.tried(name, act).then(() => {
      if (!this.ended)
        this.timers.set(
          name,
          setTimeout(() => this.repeat(name, act), this.everyMs),
        );
    });
    this.turns.set(name, turn);
  }

  private async tried(name: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
      this.failing.delete(name);
    } catch (error) {
      if (!this.failing.has(name)) this.log.warn({ event: `flow.${name}_failed`, error: String(error) });
      this.failing.add(name);
    }
  }

  private get everyMs(): number {
    return (this.settings.flowLease * 1000) / 4;
  }

  private async beat(): Promise<void> {
    const byJob = new Map<string, Running[]>();
    for (const one of this.runner.running.values())
      byJob.set(one.plan.jobId, [...(byJob.get(one.plan.jobId) ?? []), one]);
    await Promise.all(
      [...byJob].map(async ([jobId, all]) => {
        const answers = await this.jobs.beat(
          jobId,
          all.map(({ activation }) => activation),
        );
        answers.forEach((answer, at) => {
          if (answer !== 'ok') all[at]?.abort.abort(answer === 'end' ? JOB_OVER : undefined);
        });
      }),
    );
  }

  private async care(): Promise<void> {
    if (!(await this.jobs.takeCare(this.everyMs))) return;
    for (const jobId of await this.jobs.live()) {
      if (this.ended) return;
      const plan = await this.runner.planOf(jobId);
      if (plan) await this.look(plan);
    }
    await this.retention.removeDue();
  }

  private async look(plan: JobPlan): Promise<void> {
    const deadline = await this.jobs.look(plan);
    if (deadline === undefined || deadline > Date.now()) return;
    const error = { code: 'JOB_TIMEOUT', message: 'the job took longer than its timeout' };
    await this.jobs.steer(plan, 'overdue', 'flow-engine', error);
  }
}
