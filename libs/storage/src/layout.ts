import { ID_PATTERN } from '@switchyard/contracts';

/** Where one task keeps its files. */
export interface TaskPlace {
  workflowId: string;
  /** The canonical name, never an alias. */
  taskName: string;
  taskId: string;
}

/** Where one attempt at a task writes. */
export interface AttemptPlace extends TaskPlace {
  fence: number;
}

export const WORKFLOWS = 'workflows';
export const UPLOADS = 'uploads';

const TEMP = '.tmp';
const CHECKPOINTS = '.checkpoints';
const ATTEMPT = /^(.+)-(0|[1-9]\d*)$/;

/** Names from the root of the share to a directory; every one is checked, so that no id can lead elsewhere. */
export const layout = {
  workflow: (workflowId: string): string[] => [WORKFLOWS, id(workflowId)],
  task: ({ workflowId, taskName }: TaskPlace): string[] => [...layout.workflow(workflowId), id(taskName)],
  attempt: (place: AttemptPlace): string[] => [...layout.task(place), attemptName(place)],
  temps: (place: TaskPlace): string[] => [...layout.task(place), TEMP],
  temp: (place: AttemptPlace): string[] => [...layout.temps(place), attemptName(place)],
  checkpoints: (place: TaskPlace): string[] => [...layout.task(place), CHECKPOINTS],
  checkpoint: (place: TaskPlace): string[] => [...layout.checkpoints(place), id(place.taskId)],
};

/** The attempt whose directory a path is in, or nothing when the path is not in one. */
export function attemptOf(names: readonly string[]): AttemptPlace | undefined {
  const [top, workflowId, taskName, directory] = names;
  if (top !== WORKFLOWS || !workflowId || !taskName || !directory) return undefined;
  const [, taskId, fence] = ATTEMPT.exec(directory) ?? [];
  return taskId && fence ? { workflowId, taskName, taskId, fence: Number(fence) } : undefined;
}

/** Whether a directory name is one of a task's attempts. */
export function fenceIn(directory: string, taskId: string): number | undefined {
  const [, owner, fence] = ATTEMPT.exec(directory) ?? [];
  return owner === taskId && fence ? Number(fence) : undefined;
}

function attemptName({ taskId, fence }: AttemptPlace): string {
  if (!Number.isSafeInteger(fence) || fence < 0) throw new Error(`${fence} is not a fence`);
  return `${id(taskId)}-${fence}`;
}

function id(text: string): string {
  if (!ID_PATTERN.test(text)) throw new Error(`"${text}" cannot name a directory of the shared storage`);
  return text;
}
