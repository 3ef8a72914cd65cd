import type { GpuLockAction } from '@switchyard/gpu-lock';
import type { GpuHistory, History } from './history';

/** A lease as far as its history went. */
interface Lease {
  fence: number;
  worker: string;
  state: 'held' | 'quarantined';
}

/** Actions of those who only wait, which change no lease. */
const WAITERS = new Set(['drop', 'timeout']);

/** Each lease ends before the next one begins: given back, or lost and confirmed gone. */
export const holdersAtOnce = ({ gpus }: History): string[] =>
  gpus.flatMap(({ lock, actions, complete }) => [
    ...(complete ? [] : [`${lock}: its history has gaps, which prove nothing`]),
    ...replay(actions).map((what) => `${lock}: ${what}`),
  ]);

function replay(actions: GpuHistory['actions']): string[] {
  const problems: string[] = [];
  let lease: Lease | undefined;
  let last = 0;
  for (const action of actions.filter((one) => !WAITERS.has(one.action))) {
    const { fence = 0, worker = '' } = action;
    if (action.action === 'acquire') {
      if (lease) problems.push(`${worker} got it under ${fence} while ${wordsOf(lease)}`);
      if (fence <= last) problems.push(`fence ${fence} after ${last}`);
      [lease, last] = [{ fence, worker, state: 'held' }, fence];
    } else {
      const [next, problem] = step(lease, action);
      if (problem) problems.push(problem);
      lease = next;
    }
  }
  return problems;
}

/** What an action other than a grant makes of the lease, and what is wrong with it. */
function step(lease: Lease | undefined, { action, fence = 0, worker = '' }: GpuLockAction): [Lease?, string?] {
  const stranger = lease && lease.fence !== fence ? `${action} of ${fence} while ${wordsOf(lease)}` : undefined;
  const lost: Lease = { fence, worker, state: 'quarantined' };
  if (action === 'release')
    return lease?.state === 'held' ? [undefined, stranger] : [undefined, `released ${fence}, which was not held`];
  if (action === 'confirm')
    return lease?.state === 'quarantined'
      ? [undefined, stranger]
      : [undefined, `confirmed ${fence}, which was not in quarantine`];
  if (action === 'quarantine_timeout')
    return [undefined, `passed on ${fence} of ${worker} although no process confirmed its end`];
  return [lost, stranger];
}

const wordsOf = ({ fence, worker, state }: Lease): string => `${worker} has it under ${fence} (${state})`;
