import {
  LEASES,
  TWICE,
  at,
  events,
  gate,
  goodHistory,
  lockActions,
  task,
  type LockStep,
} from '../../test/made-history';
import type { History } from './history';
import { judge } from './judge';

const brokenIn = (history: History): Record<string, string[]> =>
  Object.fromEntries(judge(history).flatMap(({ promise, broken }) => (broken.length > 0 ? [[promise, broken]] : [])));

const leases = (...steps: LockStep[]): Partial<History> => ({
  gpus: [{ lock: '0', complete: true, actions: lockActions(...steps) }],
});

const [created, queued, started, , orphaned, again, restarted, completed] = TWICE;
if (!created || !queued || !started || !orphaned || !again || !restarted || !completed) throw new Error('too short');

/** Of every promise: a history that breaks it, and no other. */
const BREACHES: [promise: string, title: string, history: Partial<History>, says: RegExp][] = [
  ['tasks lost', 'a record that is gone', { tasks: [task({ status: undefined, events: [] })] }, /a: has no record/],
  [
    'tasks lost',
    'a task that never ended',
    { tasks: [task({ status: 'queued', events: events(created, queued) })] },
    /queued/,
  ],
  [
    'tasks lost',
    'a task that was given up',
    { tasks: [task({ status: 'failed', events: events(created, queued, started, ['failed', 2]) })] },
    /failed/,
  ],
  [
    'second outcomes',
    'two outcomes',
    { tasks: [task({ events: events(...TWICE.slice(0, -1), ['failed', 11, 2], ['completed', 12, 2]) })] },
    /2 outcomes: failed, completed/,
  ],
  [
    'second outcomes',
    'an attempt after the outcome',
    { tasks: [task({ events: events(...TWICE, ['started', 13, 1]) })] },
    /started after its outcome/,
  ],
  [
    'second outcomes',
    'two attempts at once',
    { tasks: [task({ events: events(created, queued, started, restarted, completed) })] },
    /beside that on ffmpeg@host-1/,
  ],
  [
    'second outcomes',
    'the outcome of an attempt that was fenced off',
    { tasks: [task({ events: events(created, queued, started, orphaned, again, completed) })] },
    /completed of ffmpeg@host-2-a1b2c3 while no worker has it/,
  ],
  [
    'second outcomes',
    'the outcome of an attempt beside the one that has the task',
    { tasks: [task({ events: events(...TWICE.slice(0, -1), ['completed', 12, 1]) })] },
    /completed of ffmpeg@host-1-a1b2c3 while ffmpeg@host-2-a1b2c3 has it/,
  ],
  [
    'second outcomes',
    'a fence that did not grow',
    { tasks: [task({ events: events(created, queued, started, orphaned, again, ['started', 9, 2, 1], completed) })] },
    /fence 1 after 1/,
  ],
  [
    'second outcomes',
    'an event that is missing',
    { tasks: [task({ events: events(...TWICE).filter(({ seq }) => seq !== 4) })] },
    /event 4 has the number 5/,
  ],
  [
    'wrong outputs',
    'a file with other content',
    { tasks: [task({ outputs: { 'audio_path/audio.wav': 'ff00' } })] },
    /is ff00, undisturbed ab12/,
  ],
  ['wrong outputs', 'a file that is missing', { tasks: [task({ outputs: {} })] }, /is missing, undisturbed ab12/],
  [
    'wrong outputs',
    'a file too many',
    { tasks: [task({ outputs: { ...task().outputs, 'audio_path/b': 'read' } })] },
    /is read, undisturbed missing/,
  ],
  [
    'two holders at once',
    'a grant while another worker holds it',
    leases(['acquire', 1, 'w1'], ['acquire', 2, 'w2'], ['release', 2, 'w2']),
    /w2 got it under 2 while w1 has it under 1 \(held\)/,
  ],
  [
    'two holders at once',
    'a grant before the end of a lost lease is confirmed',
    leases(['acquire', 1, 'w1'], ['expire', 1, 'w1', 'expire'], ['acquire', 2, 'w2'], ['release', 2, 'w2']),
    /w1 has it under 1 \(quarantined\)/,
  ],
  [
    'two holders at once',
    'a lease that was passed on without a word from its host',
    leases(['acquire', 1, 'w1'], ['expire', 1, 'w1'], ['quarantine_timeout', 1, 'w1'], ['acquire', 2, 'w2']),
    /no process confirmed its end/,
  ],
  [
    'two holders at once',
    'a release by a worker that lost it',
    leases(['acquire', 1, 'w1'], ['expire', 1, 'w1'], ['confirm', 1, 'w1'], ['release', 1, 'w1']),
    /released 1, which was not held/,
  ],
  [
    'two holders at once',
    'a release of the lease of another',
    leases(['acquire', 2, 'w1'], ['release', 1, 'w2']),
    /release of 1 while w1 has it under 2/,
  ],
  [
    'two holders at once',
    'a fence that did not grow',
    leases(['acquire', 2, 'w1'], ['release', 2, 'w1'], ['acquire', 2, 'w2']),
    /fence 2 after 2/,
  ],
  [
    'two holders at once',
    'a warm engine that was not confirmed gone',
    leases(['unclaimed', 1, 'w1', 'unclaimed'], ['acquire', 2, 'w2']),
    /w1 has it under 1 \(quarantined\)/,
  ],
  [
    'two holders at once',
    'a history with gaps',
    { gpus: [{ lock: '0', complete: false, actions: lockActions(...LEASES) }] },
    /gaps/,
  ],
  [
    'gate conflicts',
    'an engine beside another',
    { gates: [gate(11), gate(12, { beside: [11] })] },
    /engine 12.* beside 11/,
  ],
  [
    'gate conflicts',
    'another file of the same name',
    { gates: [gate(11), gate(12, { inode: 8 })] },
    /entered another file, 8 for 7/,
  ],
  ['gate conflicts', 'gates that were not watched', { gates: [] }, /no entrance was seen/],
  [
    'crashes',
    'a process that ended by itself',
    { processes: [{ place: 'monitor#1', pid: 1, from: at(0), crash: 'ended by itself with exit code 1', log: [] }] },
    /monitor#1: ended by itself/,
  ],
  ['left behind', 'a process', { left: ['process 7: ffmpeg'] }, /process 7/],
];

describe('the judge', () => {
  it('finds nothing where everything went as it should', () => {
    expect(brokenIn(goodHistory())).toEqual({});
  });

  it.each(BREACHES)('%s: finds %s', (promise, _title, changed, says) => {
    const broken = brokenIn(goodHistory(changed));
    expect(Object.keys(broken)).toEqual([promise]);
    expect(broken[promise]).toContainEqual(expect.stringMatching(says));
  });

  it('has a broken history for every promise', () => {
    const tried = new Set(BREACHES.map(([promise]) => promise));
    expect(judge(goodHistory()).map(({ promise }) => promise)).toEqual([...tried]);
  });
});
