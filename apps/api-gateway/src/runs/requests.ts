import { ChoiceField, IntegerField } from '@switchyard/contracts';
import { Dto } from '../http/dto';
import { TaskIdField } from '../tasks/task-fields';
import { RUN_STATES, RUN_TYPES, type RunState, type RunType } from './run';

/** Pages so far down cost as much as all before them. */
const MOST_OFFSET = 100_000;

/** The path of the routes of one run. */
@Dto()
export class RunParams {
  @ChoiceField(RUN_TYPES, { description: 'type of the run' })
  type!: RunType;

  @TaskIdField({ description: 'id of the run' })
  id!: string;
}

/** The query of `GET /api/v1/monitor/workflows`. */
@Dto()
export class RunsQuery {
  @ChoiceField(RUN_TYPES, { description: 'only runs of this type', optional: true })
  type?: RunType;

  @ChoiceField(RUN_STATES, { description: 'only runs in this state', optional: true })
  state?: RunState;

  @IntegerField({ description: 'most runs of a page', minimum: 1, maximum: 500 })
  limit = 50;

  @IntegerField({ description: 'how many of the newest are left out', minimum: 0, maximum: MOST_OFFSET })
  offset = 0;
}

/** The query of `GET /api/v1/monitor/stats/history`. */
@Dto()
export class HistoryQuery {
  @IntegerField({ description: 'how many of the last minutes', minimum: 1, maximum: 1440 })
  minutes = 60;
}
