import { Inject, Injectable } from '@nestjs/common';
import { JobStore, type JobPlan } from '@switchyard/flows';
import { LOGGER, type Logger } from '@switchyard/observability';
import { FlowEngineSettings } from './flow-engine.settings';
import { FlowRunner, type Running } from './flow-runner';
import { Retention } from './retention';
import { JOB_OVER } from './task-runs';

/** Renews the leases of this engine's activations, and looks for what no engine goes on with. */
@Injectable()
export class Heart {
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();
  private reachable = true;
  private ended = false;

  constructor(
    private readonly jobs: JobStore,
    private readonly runner: FlowRunner,
    private readonly retention: Retention,
    private readonly settings: FlowEngineSettings,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  start(): void {
    this.turn = this.round().then(() => {
      if (!this.ended) this.timer = setTimeout(() => this.start(), (this.settings.flowLease * 1000) / 4);
    });
  }

  async stop(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.turn;
  }

  private async round(): Promise<void> {
    try {
      await this.beat();
      this.reachable = true;
    } catch (error) {
      if (this.reachable) this.log.warn({ event: 'flow.beat_failed', error: String(error) });
      this.reachable = false;
    }
  }

  /** Signs of life first. */
  async beat(): Promise<void> {
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
    for (const jobId of await this.jobs.live()) {
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
