import type { Submitted } from '@switchyard/client';
import type { Command } from 'commander';
import { examples, type App, type Session } from '../session';
import { prepareSubmission, type SubmissionOptions } from './submission';
import { addTaskCommand } from './task-commands';
import { formatSeconds } from '../terminal/units';
import type { TaskDefinition } from '@switchyard/contracts';

/** `submit`: hands a task in and does not wait. */
export function addSubmit(program: Command, app: App): void {
  addTaskCommand(program, app, {
    name: 'submit',
    summary: 'hand in a task and print its id',
    description: 'Hands in a task and does not wait for it. `submit TASK_NAME --help` shows the input of a task.',
    help: examples(
      'submit ffmpeg.probe --video-path film.mp4',
      'submit ffmpeg.extract_audio --video-path film.mp4 --sample-rate 16000 --workflow-id my-film',
      `submit ffmpeg.probe --json-input - <<< '{"video_path": "/share/uploads/1/film.mp4"}'`,
    ),
    run: submit,
  });
}

async function submit(session: Session, task: TaskDefinition, options: SubmissionOptions): Promise<void> {
  const submitted = await session.tasks.submit(await prepareSubmission(session, task, options));
  session.terminal.answer(submitted, () => submittedText(submitted));
  session.terminal.hint(`watch it with: npx switchyard watch ${submitted.task_id}`);
}

/** Where a task that was just handed in stands. */
export function submittedText({ task_id, status, position, estimated_wait }: Submitted): string {
  const place = position === null ? '' : `, position ${position}`;
  const wait = !estimated_wait ? '' : `, starts in about ${formatSeconds(estimated_wait)}`;
  return `${task_id}  ${status}${place}${wait}`;
}
