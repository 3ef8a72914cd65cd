import type { LogLine, ProcessRun } from '../judge/history';
import type { Slot } from '../system/slot';

/** What is known of each run of a place's process. */
export const runsOf = ({ name, runs }: Slot): ProcessRun[] =>
  runs.map(({ process, from, crash }) => ({ place: name, pid: process.pid, from, crash, log: linesOf(process.log) }));

/** The first may be cut off, and not everything printed is a log line. */
function linesOf(log: string): LogLine[] {
  return log.split('\n').flatMap((text) => {
    try {
      const { time, event, ...facts } = JSON.parse(text) as { time: string; event?: string };
      return event ? [{ at: Date.parse(time), event, facts }] : [];
    } catch {
      return [];
    }
  });
}
