import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InvalidRequestError, pathsIn, type FieldProblems, type TaskDefinition } from '@switchyard/contracts';
import { PathProblem, SharedStorage, type ResolvedInput } from '@switchyard/storage';
import { TaskStore } from '@switchyard/task-store';
import { version } from '../../package.json';
import { ContentDigests } from './content-digests';
import { canonical } from './same-request';

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
    private readonly contents: ContentDigests,
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

  /** Names what a task computes: its name, parameters and model, and what its files hold. */
  async digestOf({ name }: TaskDefinition, { input, files }: LocatedInput): Promise<string> {
    const held = await Promise.all(files.map(async (file) => [file.field, await this.contents.of(file)] as const));
    const asked = 'model' in input && typeof input.model === 'string' ? input.model : '';
    const what = {
      name,
      version,
      model: await this.contents.ofModel(asked),
      input: { ...input, ...Object.fromEntries(held) },
    };
    return createHash('sha256').update(canonical(what)).digest('hex');
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof PathProblem) return error.reason;
  throw error;
}
