/** One look at a running task. */
export interface Look {
  /** Seconds since the task began. */
  at: number;
  progress: number;
  /** Resident memory of the worker and all its processes. */
  mb: number;
}

/** What came of the two runs over the same long audio. */
export interface LongRuns {
  /** At the undisturbed run. */
  looks: readonly Look[];
  lanes: number;
  sameText: boolean;
  /** Parts that were finished when the worker was killed, and those that the next worker took over. */
  finished: number;
  resumed: number;
}

/** Memory may be larger by this factor at the end, and progress may jump by this much. */
const MOST_GROWTH = 1.2;
const LARGEST_STEP = 0.05;
/** Several lanes begin when the first part, at most a fifth of the work, has told them the language. */
const ALL_LANES_BY = 0.2;

/** What is not as it should be; empty when all is. */
export function complaintsAbout({ looks, lanes, sameText, finished, resumed }: LongRuns): string[] {
  const repeated = finished + lanes - resumed;
  const from = lanes > 1 ? ALL_LANES_BY : 0;
  const [early, late] = [mostMb(looks, from, from + 0.1), mostMb(looks, 0.9, 1)];
  const step = largestStep(looks);
  const checks: [holds: boolean, complaint: string][] = [
    [sameText, 'the segments differ from those of the undisturbed run'],
    [finished > 0, 'no part was finished when the worker was killed'],
    [repeated <= lanes, `${repeated} parts were done again, of which ${lanes} were in work`],
    [late <= early * MOST_GROWTH, `memory grew from ${early.toFixed(0)} to ${late.toFixed(0)} MB`],
    [early > 0 && late > 0, 'the memory was not measured'],
    [step <= LARGEST_STEP, `progress jumped by ${(step * 100).toFixed(1)} %`],
  ];
  return checks.flatMap(([holds, complaint]) => (holds ? [] : [complaint]));
}

/** The most memory while the progress was between two shares. */
export const mostMb = (looks: readonly Look[], from: number, to: number): number =>
  Math.max(0, ...looks.filter(({ progress }) => progress >= from && progress <= to).map(({ mb }) => mb));

export const largestStep = (looks: readonly Look[]): number =>
  Math.max(0, ...looks.map(({ progress }, at) => progress - (looks[at - 1]?.progress ?? 0)));
