import { Inject, Injectable } from '@nestjs/common';
import {
  JobReader,
  JobStore,
  inOrder,
  isJobOver,
  planOf,
  routineOf,
  type Activation,
  type Begun,
  type JobPlan,
  type Routine,
} from '@switchyard/flows';
import { LOGGER, type Logger } from '@switchyard/observability';
import type { DeliveredHint } from '@switchyard/queue';
import { CommonSettings } from '@switchyard/config';
import { Breakpoints } from './breakpoints';
import { ENGINE_ID } from './engine-id';
import { finishOf, leftOver } from './finish';
import { JOB_OVER } from './task-runs';
import { RoutineWork } from './routine-work';
import { WorkError } from './work-error';

/** Jobs whose flows an engine knows without reading them. */
const MOST_PLANS = 500;
/** After so long other hints have their turn. */
const TURN_MS = 250;
const FLUSHED = new Set<string>(['batch_size', 'all_slots_ready', 'none']);

export interface Running {
  plan: JobPlan;
  activation: Activation;
  abort: AbortController;
}

/** Looks at routines, begins what is due, does it and records what it came to. */
@Injectable()
export class FlowRunner {
  /** Activations of this engine by job and number. */
  readonly running = new Map<string, Running>();
  private readonly plans = new Map<string, JobPlan>();

  constructor(
    private readonly jobs: JobStore,
    private readonly reader: JobReader,
    private readonly work: RoutineWork,
    private readonly breakpoints: Breakpoints,
    private readonly settings: CommonSettings,
    @Inject(ENGINE_ID) private readonly engine: string,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async run({ jobId, routine: id, later }: DeliveredHint): Promise<void> {
    const plan = await this.planOf(jobId);
    const routine = plan && routineOf(plan.flow, id);
    if (routine) await this.turn(plan, routine, later ? 'later' : 'hint');
  }

  async planOf(jobId: string): Promise<JobPlan | undefined> {
    const known = this.plans.get(jobId);
    if (known) return known;
    const job = await this.reader.get(jobId);
    if (!job) return undefined;
    const plan = planOf(job);
    if (this.plans.size >= MOST_PLANS) this.plans.delete(this.plans.keys().next().value ?? '');
    this.plans.set(jobId, plan);
    return plan;
  }

  /** Begins activations of a routine until none is due. A task is not waited for. */
  private async turn(plan: JobPlan, routine: Routine, why: 'hint' | 'later' | 'next'): Promise<void> {
    const endsAt = performance.now() + TURN_MS;
    let begun = await this.jobs.begin(plan, routine, this.engine, why);
    while (begun.begun) {
      const done = this.perform(plan, routine, begun.activation);
      if (routine.routine_type === 'task') this.goOn(plan, routine, done);
      else if (await done) return;
      if (performance.now() > endsAt) return this.jobs.hint(plan, routine.routine_id);
      begun = await this.jobs.begin(plan, routine, this.engine, 'next');
    }
    await this.flush(plan, begun);
  }

  /** Once nothing runs and only rests are left, the first routine in the order of the flow takes its rest. */
  private async flush(plan: JobPlan, { state, executions, queued }: Extract<Begun, { begun: false }>): Promise<void> {
    if (state !== 'running' || executions > 0 || queued === 0) return;
    for (const why of ['flush', 'unblock'] as const) if (await this.takeRest(plan, why)) return;
  }

  /** @returns whether a routine began */
  private async takeRest(plan: JobPlan, why: 'flush' | 'unblock'): Promise<boolean> {
    for (const routine of inOrder(plan.flow)) {
      if (!FLUSHED.has(routine.activation_policy.type)) continue;
      const begun = await this.jobs.begin(plan, routine, this.engine, why);
      if (!begun.begun) continue;
      const done = this.perform(plan, routine, begun.activation, routine.activation_policy.type !== 'batch_size');
      if (routine.routine_type === 'task') this.goOn(plan, routine, done);
      else if (!(await done)) await this.turn(plan, routine, 'next');
      return true;
    }
    return false;
  }

  /** Looks at a routine again once its activation is done; the hint that began it is not held until then. */
  private goOn(plan: JobPlan, routine: Routine, done: Promise<boolean>): void {
    const next = async (): Promise<void> => {
      if (!(await done)) await this.turn(plan, routine, 'next');
    };
    next().catch((error: unknown) => this.log.error({ event: 'flow.turn_failed', job_id: plan.jobId, err: error }));
  }

  /**
   * Does the work of an activation and records it.
   * @param isRest its items will never find what they wait for
   * @returns whether its job is over
   */
  private async perform(plan: JobPlan, routine: Routine, activation: Activation, isRest = false): Promise<boolean> {
    const key = `${plan.jobId} ${activation.n}`;
    const abort = new AbortController();
    this.running.set(key, { plan, activation, abort });
    try {
      return await this.record(plan, routine, activation, isRest, abort.signal);
    } catch (error) {
      // what is not recorded is done again, here or by another engine, once it counts as dead
      if (!abort.signal.aborted) this.log.error({ event: 'flow.activation_lost', job_id: plan.jobId, err: error });
      return true;
    } finally {
      this.running.delete(key);
    }
  }

  private async record(
    plan: JobPlan,
    routine: Routine,
    activation: Activation,
    isRest: boolean,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { jobs, engine } = this;
    if (activation.debug || activation.stepping) {
      const session = await this.breakpoints.sessionOf(plan.jobId, routine, activation);
      if (session) {
        await jobs.hold(plan, activation, engine, session);
        return true;
      }
    }
    const facts = { plan, routine, activation, engine };
    const result = isRest ? leftOver(facts) : await this.attempt(plan, routine, activation, signal);
    if (result instanceof WorkError) {
      const { strategy, max_retries, retry_delay_seconds } = routine.error;
      const again = strategy === 'retry' && result.retryable && activation.tries < max_retries;
      if (again && !signal.aborted) {
        const delayMs = retry_delay_seconds * 1000 * 2 ** activation.tries;
        return (await jobs.retry(plan, activation, engine, delayMs, result.toFailure(routine.routine_id))) === 'lost';
      }
    }
    const finish = 'trace' in result ? result : finishOf(facts, result, signal.aborted);
    const stand = await jobs.finish(plan, activation, engine, finish);
    return stand === 'lost' || isJobOver(stand.state);
  }

  private async attempt(plan: JobPlan, routine: Routine, activation: Activation, signal: AbortSignal) {
    if (activation.deaths >= this.settings.poisonLimit)
      return new WorkError('ENGINE_LOST', `${activation.deaths} engines died with these items`, false);
    try {
      return await this.work.do(plan, routine, activation, signal);
    } catch (error) {
      if (error instanceof WorkError) return error;
      if (signal.reason === JOB_OVER) return new WorkError('CANCELLED', 'the job is over', false);
      throw error;
    }
  }
}
