import { Inject, Injectable } from '@nestjs/common';
import { Nodes } from '@switchyard/nodes';
import { TaskStore } from '@switchyard/task-store';
import { Caller } from '../access/caller';
import { QueuesService } from '../queues/queues.service';
import { noSuchRun } from './follow-run';
import type { RecentEvents, RunHistory, WorkflowRun, WorkflowRunPage, WorkflowStats } from './replies';
import type { RunsQuery } from './requests';
import { ACTIVE_STATES, RUN_STATES, type RunSource, type RunType, type StateCounts } from './run';

/** Every source of runs, one a type. */
export const RUN_SOURCES = Symbol('run sources');

const RECENT = { runs: 20, eventsOfARun: 10 };

/** The runs of all types as one list, one stream and one set of figures. */
@Injectable()
export class RunsService {
  constructor(
    @Inject(RUN_SOURCES) private readonly sources: readonly RunSource[],
    private readonly store: TaskStore,
    private readonly queues: QueuesService,
    private readonly nodes: Nodes,
  ) {}

  async page({ type, state, limit, offset }: RunsQuery): Promise<WorkflowRunPage> {
    const caller = Caller.current;
    const sources = this.sources.filter((source) => type === undefined || source.type === type);
    const [places, counts] = await Promise.all([
      Promise.all(
        sources.map(async (source) => (await source.newest(state, offset + limit, caller.only)).map(of(source))),
      ),
      Promise.all(sources.map((source) => source.counts(caller.only))),
    ]);
    const shown = places.flat().sort((a, b) => b.number - a.number);
    const states = state === undefined ? RUN_STATES : [state];
    return {
      items: (await runsAt(shown.slice(offset, offset + limit))).filter(({ owner }) => caller.sees(owner)),
      total: sum(counts.flatMap((one) => states.map((name) => one[name]))),
    };
  }

  /** The latest events of the newest runs, newest first. */
  async recentEvents(): Promise<RecentEvents> {
    const { items } = await this.page({ limit: RECENT.runs, offset: 0 });
    const lists = await Promise.all(
      items.map(async ({ id, type, event_count }) => {
        const source = this.sources.find((one) => one.type === type);
        const events = await source?.events(id, Math.max(0, event_count - RECENT.eventsOfARun), RECENT.eventsOfARun);
        return (events ?? []).map((event) => ({ run_id: id, run_type: type, ...event }));
      }),
    );
    return { events: lists.flat().sort((a, b) => (a.timestamp > b.timestamp ? -1 : 1)) };
  }

  /** A run with the source that has it. @throws RequestError when there is none that the caller may see */
  async find(id: string, type?: RunType): Promise<{ source: RunSource; run: WorkflowRun }> {
    for (const source of this.sources) {
      if (type !== undefined && source.type !== type) continue;
      const [run] = await source.runs([id]);
      if (run && Caller.current.sees(run.owner)) return { source, run };
    }
    throw noSuchRun(id);
  }

  /** Of the whole installation, for every caller: numbers tell nothing of a single task. */
  async stats(): Promise<WorkflowStats> {
    const [counts, ends, queues, machines] = await Promise.all([
      Promise.all(this.sources.map(async (source) => ({ type: source.type, states: await source.counts() }))),
      Promise.all(this.sources.map((source) => source.endsToday())),
      this.queues.list(),
      this.nodes.counts(),
    ]);
    const all = addUp(counts.map(({ states }) => states));
    const completed = sum(ends.map(({ succeeded }) => succeeded));
    const isTask = ({ type }: { type: RunType }): boolean => type === 'task';
    return {
      total_workflows: sum(Object.values(all)),
      active_workflows: sum(ACTIVE_STATES.map((state) => all[state])),
      completed_today: completed,
      failed_today: sum(ends.map(({ failed }) => failed)),
      avg_duration_ms: mean(sum(ends.map(({ succeededMs }) => succeededMs)), completed),
      workflows_by_type: Object.fromEntries(counts.map(({ type, states }) => [type, sum(Object.values(states))])),
      workflows_by_state: all,
      tasks: addUp(counts.filter(isTask).map(({ states }) => states)),
      runs: addUp(counts.filter((one) => !isTask(one)).map(({ states }) => states)),
      nodes: { online: machines.idle + machines.busy },
      queues: queues.map(({ service, waiting: queued, running, workers: live, oldest_seconds }) => ({
        ...{ service, queued, running, workers: live, oldest_seconds: oldest_seconds ?? 0 },
      })),
    };
  }

  async history(minutes: number): Promise<RunHistory> {
    const ended = await this.store.ends.minutes(minutes);
    return {
      minutes: ended.map(({ startedAtMs, succeeded, failed, cancelled, succeededMs }) => ({
        start_time: new Date(startedAtMs).toISOString(),
        completed: succeeded,
        failed,
        cancelled,
        avg_duration_ms: mean(succeededMs, succeeded),
      })),
    };
  }
}

interface PlaceOf {
  source: RunSource;
  id: string;
  number: number;
}

const of =
  (source: RunSource) =>
  (place: { id: string; number: number }): PlaceOf => ({ ...place, source });

/** Runs of several types in one order; one that was removed meanwhile is left out. */
async function runsAt(places: readonly PlaceOf[]): Promise<WorkflowRun[]> {
  const sources = [...new Set(places.map(({ source }) => source))];
  const found = await Promise.all(
    sources.map((source) => source.runs(places.filter((place) => place.source === source).map(({ id }) => id))),
  );
  const known = new Map(found.flat().map((run) => [`${run.type} ${run.id}`, run]));
  return places.flatMap(({ source, id }) => known.get(`${source.type} ${id}`) ?? []);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

const mean = (total: number, count: number): number => (count === 0 ? 0 : Math.round(total / count));

const addUp = (all: readonly StateCounts[]): StateCounts =>
  Object.fromEntries(RUN_STATES.map((state) => [state, sum(all.map((one) => one[state]))])) as StateCounts;
