import { join } from 'node:path';
import { Script, type Keys, type RedisClient } from '@switchyard/redis';
import type {
  Activation,
  FlowHints,
  Item,
  JobFailure,
  JobPlan,
  JobState,
  Outcome,
  SentItem,
  TakenItem,
  TraceEntry,
} from './job';
import { sendersOf, slotKey, type Flow, type Routine } from './model';

const script = (verb: string): Script => new Script(join(__dirname, 'lua', `${verb}.lua`));

const SCRIPTS = {
  create: script('create_job'),
  begin: script('begin'),
  finish: script('finish'),
  retry: script('retry'),
  hold: script('hold'),
  steer: script('steer'),
  beat: script('beat'),
  look: script('look'),
  noteTask: script('note_task'),
};

/** Entries of the trace and results that a job keeps. */
const MOST_KEPT = { trace: 10_000, results: 1000 };

export interface JobStoreSettings {
  eventsMax: number;
  stateTtlMs: number;
  /** Time without a sign of life after which an engine counts as dead; an engine that begins no activation has none. */
  leaseMs?: number;
  /** Entries of the trace that a job keeps. */
  traceMax?: number;
}

export interface NewJob {
  plan: JobPlan;
  version: number;
  /** `<routine>.<slot>` of its first item. */
  slot: string;
  item: Item;
  timeoutSeconds?: number;
  idempotencyKey?: string;
  /** Tells requests apart that have the same idempotency key. */
  digest: string;
  producer: string;
}

export type Begun =
  | { begun: true; activation: Activation }
  | { begun: false; state: JobState | 'gone'; executions: number; queued: number };

/** What an activation came to. */
export interface Finish {
  outcome: Outcome;
  trace: TraceEntry;
  error?: JobFailure;
  /** The job ends with the error. */
  failsJob?: boolean;
  /** Of other items that it took, which do not go on. */
  filtered?: TraceEntry;
  /** JSON of each result of the job. */
  results: string[];
  sent: SentItem[];
}

/** Where a job stands once a step is recorded. */
export type Stand = { state: JobState; executions: number; queued: number } | 'lost';

export type Verb = 'pause' | 'resume' | 'step' | 'cancel' | 'overdue';

type Hints = (string | number)[];

/** The steps of a job: each one script, fenced, with the hints that follow from it. */
export class JobStore {
  constructor(
    private readonly redis: RedisClient,
    readonly keys: Keys,
    private readonly settings: JobStoreSettings,
    private readonly hints: FlowHints,
  ) {}

  async create(job: NewJob): Promise<{ answer: 'created' | 'exists' | 'differs' | 'gone'; jobId: string }> {
    const { keys } = this;
    const { jobId, flow, priority, owner, only } = job.plan;
    const fields = [
      ...['priority', priority, 'flow', JSON.stringify(flow)],
      ...(owner === null ? [] : ['owner', owner]),
      ...(only === null ? [] : ['only', only]),
    ];
    const once = job.idempotencyKey && keys.flowJobKey(flow.flow_id, job.idempotencyKey);
    const [answer, value] = (await SCRIPTS.create.run(
      this.redis,
      [
        ...[keys.flowJob(jobId), keys.flow(flow.flow_id), once || keys.flowJob(jobId)],
        ...[keys.flowJobEvents(jobId), keys.number, keys.flowJobsOf(flow.flow_id)],
      ],
      [
        ...[jobId, flow.flow_id, job.version, keys.flowJobs(''), job.slot, textOf(job.item)],
        ...[job.timeoutSeconds === undefined ? '' : Math.ceil(job.timeoutSeconds * 1000), this.settings.eventsMax],
        ...[this.settings.stateTtlMs, job.digest, job.producer, ...fields],
      ],
    )) as ['created', Hints] | ['exists' | 'differs', string] | ['gone'];
    if (answer !== 'created') return { answer, jobId: typeof value === 'string' ? value : jobId };
    await this.give(job.plan, value);
    return { answer, jobId };
  }

  /**
   * @param why `hint` or `later`: a hint came, at once or after a delay; `flush`: take also what is no whole batch, because nothing
   * more can come; `unblock`: the same of a full slot because of which nothing goes on
   */
  async begin(
    plan: JobPlan,
    routine: Routine,
    engine: string,
    why: 'hint' | 'later' | 'next' | 'flush' | 'unblock',
  ): Promise<Begun> {
    const { type, config } = routine.activation_policy;
    const waitMs = (builtIn: string): number =>
      routine.routine_type === builtIn ? Number(routine.config['seconds']) * 1000 : 0;
    const slots = routine.slots.flatMap(({ slot_name, max_queue_length }) => [
      slotKey({ routine_id: routine.routine_id, slot_name }),
      max_queue_length,
    ]);
    const reply = (await SCRIPTS.begin.run(
      this.redis,
      [this.keys.flowJob(plan.jobId)],
      [
        ...[routine.routine_id, engine, this.leaseMs, routine.max_active, type, policyNumber(config)],
        ...[waitMs('delay'), waitMs('debounce'), why, routine.slots.length, ...slots],
        ...(why === 'flush' ? slotsBefore(plan.flow, routine) : []),
        ...(why === 'unblock' ? othersThatBegin(plan.flow, routine) : []),
      ],
    )) as
      | ['begun', string | number, string, string, string, Hints, string[], string, string, string]
      | ['nothing', Hints, JobState | 'gone', number, string];
    if (reply[0] === 'nothing') {
      const [, hints, state, executions, queued] = reply;
      await this.give(plan, hints);
      return { begun: false, state, executions, queued: Number(queued) };
    }
    const [, n, fence, tries, deaths, hints, items, debug, step, released] = reply;
    await this.give(plan, hints);
    const activation = {
      ...{ n: Number(n), fence: Number(fence), tries: Number(tries), deaths: Number(deaths) },
      ...{ items: items.map(takenOf), debug: debug !== '', stepping: step !== '', released: released === String(n) },
    };
    return { begun: true, activation };
  }

  /** Records what an activation came to; only the one with the current fence is heard. */
  async finish(plan: JobPlan, { n, fence }: Activation, engine: string, finish: Finish): Promise<Stand> {
    const { keys, settings } = this;
    const { outcome, trace, error, failsJob = false, filtered, results, sent } = finish;
    const [answer, hints, state, executions, queued] = (await SCRIPTS.finish.run(this.redis, this.ending(plan), [
      ...[n, fence, engine, outcome, trace.in.length, error ? JSON.stringify(error) : '', JSON.stringify(trace)],
      ...[failsJob ? 1 : 0, settings.eventsMax, settings.traceMax ?? MOST_KEPT.trace, MOST_KEPT.results],
      ...[settings.stateTtlMs, keys.flowJobs(''), filtered?.in.length ?? 0, filtered ? JSON.stringify(filtered) : ''],
      ...[results.length, ...results],
      ...sent.flatMap(({ slot, maxLength, maxActive, ...item }) => [slot, maxLength, maxActive, textOf(item)]),
    ])) as ['ok' | 'lost', Hints, JobState, number, string];
    await this.give(plan, hints);
    return answer === 'lost' ? answer : { state, executions, queued: Number(queued) };
  }

  async retry(
    plan: JobPlan,
    { n, fence }: Activation,
    engine: string,
    delayMs: number,
    error: JobFailure,
  ): Promise<'ok' | 'lost'> {
    const [answer, hints] = (await SCRIPTS.retry.run(
      this.redis,
      [this.keys.flowJob(plan.jobId), this.keys.flowJobEvents(plan.jobId)],
      [n, fence, engine, Math.ceil(delayMs), JSON.stringify(error), this.settings.eventsMax],
    )) as ['ok' | 'lost', Hints];
    await this.give(plan, hints);
    return answer;
  }

  /** Pauses the job before an activation does its work. */
  async hold(plan: JobPlan, { n, fence }: Activation, engine: string, session: object): Promise<'ok' | 'lost'> {
    return (await SCRIPTS.hold.run(
      this.redis,
      [this.keys.flowJob(plan.jobId), this.keys.flowJobEvents(plan.jobId)],
      [n, fence, engine, JSON.stringify(session), this.settings.eventsMax, this.keys.flowJobs('')],
    )) as 'ok' | 'lost';
  }

  /** @returns `ok`, or the state in which it cannot be done */
  async steer(plan: JobPlan, verb: Verb, producer: string, error?: JobFailure): Promise<'ok' | 'gone' | JobState> {
    const { settings, keys } = this;
    const [answer, hints] = (await SCRIPTS.steer.run(this.redis, this.ending(plan), [
      ...[verb, producer, error ? JSON.stringify(error) : '', settings.eventsMax, settings.stateTtlMs],
      ...[keys.flowJobs(''), ...plan.flow.routines.map(({ routine_id }) => routine_id)],
    ])) as ['ok' | 'gone' | JobState, Hints];
    await this.give(plan, hints);
    return answer;
  }

  async beat(
    jobId: string,
    activations: readonly Pick<Activation, 'n' | 'fence'>[],
  ): Promise<('ok' | 'end' | 'lost')[]> {
    const args = [this.leaseMs, ...activations.flatMap(({ n, fence }) => [n, fence])];
    return (await SCRIPTS.beat.run(this.redis, [this.keys.flowJob(jobId)], args)) as ('ok' | 'end' | 'lost')[];
  }

  /** Gives the hints again that were lost. @returns when the job is over its time */
  async look(plan: JobPlan): Promise<number | undefined> {
    const slots = plan.flow.routines.flatMap(({ routine_id, slots }) =>
      slots.map(({ slot_name }) => slotKey({ routine_id, slot_name })),
    );
    const [hints, deadline] = (await SCRIPTS.look.run(this.redis, [this.keys.flowJob(plan.jobId)], slots)) as [
      Hints,
      string,
    ];
    await this.give(plan, hints);
    return deadline === '' ? undefined : Number(deadline);
  }

  /** Notes which task an activation waits for. */
  async noteTask(jobId: string, { n, fence }: Activation, taskId: string): Promise<void> {
    await SCRIPTS.noteTask.run(this.redis, [`${this.keys.flowJobPart(jobId, 'act')}:${n}`], [fence, taskId]);
  }

  /** Hints that a routine has to be looked at. */
  async hint(plan: JobPlan, routine: string): Promise<void> {
    await this.give(plan, [routine, 0]);
  }

  /** @returns whether it is this engine that looks at all jobs now; another one may in so long */
  async takeCare(forMs: number): Promise<boolean> {
    return (await this.redis.set(this.keys.flowCare, '1', 'PX', Math.ceil(forMs), 'NX')) !== null;
  }

  /** Ids of the jobs that are not over. */
  async live(): Promise<string[]> {
    const lists = await Promise.all(
      (['running', 'paused'] as const).map((state) => this.redis.zrange(this.keys.flowJobs(state), '0', '-1')),
    );
    return lists.flat();
  }

  private get leaseMs(): number {
    const { leaseMs } = this.settings;
    if (leaseMs === undefined) throw new Error('only an engine begins activations');
    return leaseMs;
  }

  private ending({ jobId, flow }: JobPlan): string[] {
    const { keys } = this;
    return [
      ...[keys.flowJob(jobId), keys.flowJobEvents(jobId)],
      ...[keys.flowRetention, keys.flowMetrics(flow.flow_id), keys.flowEnds],
    ];
  }

  private async give({ jobId, priority }: JobPlan, hints: Hints): Promise<void> {
    const given: Promise<void>[] = [];
    for (let i = 0; i < hints.length; i += 2)
      given.push(this.hints.add({ jobId, routine: String(hints[i]), delayMs: Number(hints[i + 1]), priority }));
    await Promise.all(given);
  }
}

const textOf = ({ id, text }: Item): string => `${id} ${text}`;

const TAKEN = /^(\S+) \S+ (\S+) ([^]*)$/;

/** Out of `<slot> <ms> <id> <JSON>`. */
function takenOf(line: string): TakenItem {
  const [, slot = '', id = '', text = ''] = TAKEN.exec(line) ?? [];
  return { slot, id, text };
}

/** Slots that have to be empty before a routine takes what is no whole batch: those of all that may still send to it. */
function slotsBefore(flow: Flow, { routine_id: own }: Routine): string[] {
  const senders = new Set(sendersOf(flow, own));
  return flow.routines
    .filter(({ routine_id }) => senders.has(routine_id) && routine_id !== own)
    .flatMap(({ routine_id, slots }) => slots.map(({ slot_name }) => slotKey({ routine_id, slot_name })));
}

/** Every other routine that begins by itself: its name, what it needs in each slot, and its slots. */
function othersThatBegin(flow: Flow, { routine_id: own }: Routine): (string | number)[] {
  return flow.routines.flatMap(({ routine_id, activation_policy: { type, config }, slots }) => {
    if (routine_id === own || type === 'none') return [];
    const batch = type === 'batch_size' ? Number(config['min_batch_size']) : undefined;
    const need = batch ?? (type === 'all_slots_ready' ? 1 : 'any');
    return [routine_id, need, slots.length, ...slots.map(({ slot_name }) => slotKey({ routine_id, slot_name }))];
  });
}

function policyNumber({ min_batch_size, min_interval_seconds, function: name }: Record<string, unknown>): string {
  if (typeof name === 'string') return name;
  return String(Number(min_batch_size ?? 0) || Number(min_interval_seconds ?? 0) * 1000);
}
