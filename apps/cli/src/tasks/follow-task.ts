import { UnreachableError, type TaskEvent, type TaskView } from '@switchyard/client';
import { isFinal } from '@switchyard/contracts';
import type { Session } from '../session';
import { startProgress, type Progress } from '../terminal/progress';
import { wordsOf } from '../terminal/words';

const POLL_MS = 2000;

/** Shows a task's way to its end as a bar and gives back how it ended. */
export async function followTask(session: Session, taskId: string, title: string): Promise<TaskView> {
  const progress = startProgress(session.terminal, title);
  const waiting = showReason(session, taskId, progress);
  let fraction = 0;
  try {
    const onLost = () => progress.say('the connection to the gateway was cut; connecting again');
    for await (const event of session.tasks.follow(taskId, { onLost })) {
      if (event.type !== 'created' && event.type !== 'queued') waiting.stop();
      fraction = show(event, fraction, progress);
    }
    return await session.tasks.status(taskId);
  } catch (error) {
    if (error instanceof UnreachableError)
      progress.say(`the task goes on; see it with: npx switchyard watch ${taskId}`);
    throw error;
  } finally {
    waiting.stop();
    progress.stop();
  }
}

function show({ type, payload, producer }: TaskEvent, fraction: number, progress: Progress): number {
  if (type === 'progress') {
    const now = typeof payload['progress'] === 'number' ? payload['progress'] : fraction;
    progress.update(now, typeof payload['message'] === 'string' ? payload['message'] : 'running');
    return now;
  }
  if (type === 'started')
    progress.update(0, Number(payload['attempt']) > 1 ? `attempt ${wordsOf(payload['attempt'])}` : 'running');
  if (type === 'orphaned')
    progress.say(`the worker ${producerOf(payload, producer)} was lost; the task goes back to the queue`);
  if (type === 'retry') progress.say(retryWords(payload));
  if (type === 'cancel_requested') progress.update(fraction, 'being stopped');
  return type === 'started' ? 0 : fraction;
}

const producerOf = (payload: Record<string, unknown>, producer: string): string =>
  wordsOf(payload['worker']) || producer;

function retryWords({ delay, error }: Record<string, unknown>): string {
  const message =
    typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : 'it failed';
  return `the attempt failed: ${message}; the next one starts in ${Number(delay)} s`;
}

/** Asks now and then why a queued task waits: no event says that. */
function showReason(session: Session, taskId: string, progress: Progress): { stop: () => void } {
  const ask = async (): Promise<void> => {
    const task = await session.tasks.status(taskId).catch(() => undefined);
    if (stopped || !task || isFinal(task.status) || task.status === 'running') return;
    progress.update(0, task.reason ?? 'queued');
  };
  let stopped = false;
  const timer = setInterval(() => void ask(), POLL_MS);
  void ask();
  const stop = (): void => {
    stopped = true;
    clearInterval(timer);
  };
  return { stop };
}
