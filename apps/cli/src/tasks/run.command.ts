import type { TaskView } from '@switchyard/client';
import type { TaskDefinition } from '@switchyard/contracts';
import type { Command } from 'commander';
import { InterruptedError } from '../cli-error';
import { EXIT, exitCodeOf, exitCodeOfState, type ExitCode } from '../exit-codes';
import { examples, type App, type Session } from '../session';
import { followTask } from './follow-task';
import { prepareSubmission, type SubmissionOptions } from './submission';
import { submittedText } from './submit.command';
import { addTaskCommand } from './task-commands';
import { endText, pathsOf, resultText } from './task-text';

/** `run`: hands a task in, shows how it goes, prints its result. */
export function addRun(program: Command, app: App): void {
  addTaskCommand(program, app, {
    name: 'run',
    summary: 'hand in a task, watch it, print its result',
    description:
      'Hands in a task, shows its progress and prints its result. Ctrl-C cancels the task and waits for its end; ' +
      'a second Ctrl-C leaves at once. `run TASK_NAME --help` shows the input of a task.',
    help: examples(
      'run ffmpeg.extract_audio --video-path film.mp4 --sample-rate 16000',
      'run paddleocr.extract_subtitles --video-path film.mp4 --subtitle-area 0,600,1280,720',
      'run ffmpeg.probe --video-path /share/uploads/1/film.mp4 --json',
    ),
    run,
  });
}

async function run(session: Session, task: TaskDefinition, options: SubmissionOptions): Promise<ExitCode> {
  const submission = await prepareSubmission(session, task, options);
  const cancel = new CancelOnInterrupt(session);
  return session.surroundings.interrupts.answeredBy(
    () => cancel.interrupt(),
    async () => {
      // Not given up by Ctrl-C: a task whose id never came back could not be cancelled.
      const submitted = await session.tasks.submit(submission);
      session.terminal.hint(submittedText(submitted));
      cancel.of(submitted.task_id);
      const end = await Promise.race([followTask(session, submitted.task_id, task.name), cancel.left]);
      await showEnd(session, end);
      return cancel.asked && end.status === 'cancelled' ? EXIT.interrupted : exitCodeOfState(end.status);
    },
  );
}

/** The result of a task that has ended, on stdout; how it ended, on stderr. */
async function showEnd({ terminal, tasks }: Session, end: TaskView): Promise<void> {
  const result = await tasks.result(end.task_id);
  terminal.hint(endText(terminal, end));
  if (terminal.json) return terminal.printJson(result);
  if (!result.result.output) {
    if (result.result.error?.details) terminal.note(resultText(terminal, result));
    return;
  }
  terminal.print(resultText(terminal, result));
  const [path] = pathsOf(result);
  if (path) terminal.hint(`fetch a file with: npx switchyard files get ${path}`);
}

/** The first Ctrl-C asks for the task to end, the second leaves it to itself. */
class CancelOnInterrupt {
  asked = false;
  /** Rejects when the user leaves. */
  readonly left: Promise<never>;
  private leave: (error: Error) => void = () => undefined;
  private taskId: string | undefined;

  constructor(private readonly session: Session) {
    this.left = new Promise((_, reject) => (this.leave = reject));
    this.left.catch(() => undefined);
  }

  /** The task is known; what was asked before is done now. */
  of(taskId: string): void {
    this.taskId = taskId;
    if (this.asked) this.cancel(taskId);
  }

  interrupt(): void {
    const { terminal, surroundings } = this.session;
    if (this.asked) {
      const id = this.taskId ?? '';
      surroundings.interrupts.abort(`left; the task was asked to end, see it with: npx switchyard status ${id}`);
      this.leave(new InterruptedError());
      return;
    }
    this.asked = true;
    // The terminal has just shown ^C behind the bar.
    terminal.note(`${terminal.live ? '\n' : ''}cancelling the task; press Ctrl-C again to leave at once`);
    if (this.taskId !== undefined) this.cancel(this.taskId);
  }

  private cancel(taskId: string): void {
    this.session.tasks.cancel(taskId).catch((error: unknown) => {
      // A task that ended meanwhile is a conflict, and its own end says more; who left knows that.
      if (this.session.signal.aborted || exitCodeOf(error) === EXIT.conflict) return;
      const text = error instanceof Error ? error.message : String(error);
      this.session.terminal.hint(`the task could not be cancelled: ${text}`);
    });
  }
}
