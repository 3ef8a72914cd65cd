import { Injectable } from '@nestjs/common';
import { InvalidRequestError, pathsIn, type FieldProblems, type TaskDefinition } from '@switchyard/contracts';
import { PathProblem, SharedStorage, type ResolvedInput } from '@switchyard/storage';
import { TaskStore } from '@switchyard/task-store';

const REMOTE = /^(https?|s3):\/\//i;

/** A file or directory that an input names. */
export type InputFile = ResolvedInput & { field: string };

/** An input whose paths have been looked at. */
export interface LocatedInput {
  /** With the `/share/…` form of each path. */
  input: object;
  files: InputFile[];
}

/** Looks at the paths of inputs: a missing file costs its sender a reply, not a task. */
@Injectable()
export class InputPaths {
  constructor(
    private readonly store: TaskStore,
    private readonly storage: SharedStorage,
  ) {}

  async locate(task: TaskDefinition, input: object): Promise<LocatedInput> {
    const problems: FieldProblems = {};
    const files: InputFile[] = [];
    for (const { field, path, kind } of pathsIn(task.input, input)) {
      const problem = REMOTE.test(path)
        ? 'is a URL; inputs from outside are not supported yet: upload the file with POST /v1/files'
        : await this.storage
            .resolveInput(path, kind, (attempts) => this.store.read.areVisible(attempts))
            .then((file) => void files.push({ field, ...file }), reasonOf);
      if (problem) problems[`input_data.${field}`] = problem;
    }
    if (Object.keys(problems).length > 0) throw new InvalidRequestError(problems);
    const shared = Object.fromEntries(files.map(({ field, sharePath }) => [field, sharePath]));
    return { input: { ...input, ...shared }, files };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof PathProblem) return error.reason;
  throw error;
}
