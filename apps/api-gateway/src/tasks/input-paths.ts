import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  InvalidRequestError,
  isObject,
  isRemote,
  pathsIn,
  type FieldProblems,
  type PathKind,
  type TaskDefinition,
} from '@switchyard/contracts';
import { InputEgress } from '@switchyard/egress';
import {
  ObjectProblem,
  ObjectStore,
  PathProblem,
  SharedStorage,
  mayUse,
  type ResolvedInput,
} from '@switchyard/storage';
import { TaskStore } from '@switchyard/task-store';
import { Caller } from '../access/caller';
import { version } from '../../package.json';
import { ContentDigests } from './content-digests';
import { canonical } from './same-request';

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
    private readonly egress: InputEgress,
    private readonly objects: ObjectStore,
  ) {}

  async locate(task: TaskDefinition, input: object): Promise<LocatedInput> {
    const problems: FieldProblems = {};
    const files: InputFile[] = [];
    for (const { field, path, kind } of pathsIn(task.input, input)) {
      const problem = isRemote(path)
        ? await this.refusalOf(path, kind)
        : await this.find(path, kind).then((file) => void files.push({ field, ...file }), reasonOf);
      if (problem) problems[`input_data.${field}`] = problem;
    }
    if (Object.keys(problems).length > 0) throw new InvalidRequestError(problems);
    const shared = Object.fromEntries(files.map(({ field, sharePath }) => [field, sharePath]));
    return { input: { ...input, ...shared }, files };
  }

  /** Files of other API keys are not there. */
  private async find(path: string, kind: PathKind): Promise<ResolvedInput> {
    const { only } = Caller.current;
    const found = await this.storage.resolveInput(path, kind, (all) => this.store.read.areVisible(all, only));
    if (only !== undefined && !mayUse(found.sharePath, only))
      throw new PathProblem('missing', `${found.sharePath} does not exist`);
    return found;
  }

  /** Looked at again when the worker fetches it. */
  private async refusalOf(text: string, kind: PathKind): Promise<string | undefined> {
    if (kind === 'directory') return 'is a URL; a directory of the share is expected';
    if (isObject(text)) return this.objects.look(text).then(() => undefined, lastingReasonOf);
    return URL.canParse(text) ? this.egress.refusalOf(new URL(text)) : 'is not a URL';
  }

  /** Where the outputs of a task are copied to, if at all; throws where they cannot be. */
  async targetOf(upload: string | boolean | undefined): Promise<string | undefined> {
    let url: string | undefined;
    const look = async (): Promise<void> => {
      url = this.objects.targetOf(upload);
      if (url !== undefined) await this.objects.lookAtTarget(url);
    };
    const problem = await look().catch(lastingReasonOf);
    if (problem) throw new InvalidRequestError({ upload: problem });
    return url;
  }

  /**
   * Names what a task computes: its name, parameters and model, and what its files hold.
   * @param owner of the task: a result of another key would tell that this key has the same file
   */
  async digestOf(
    { name, input: type }: TaskDefinition,
    { input, files }: LocatedInput,
    owner: string | undefined,
  ): Promise<string> {
    if (pathsIn(type, input).some(({ path }) => isRemote(path)))
      throw new InvalidRequestError({ reuse: 'needs files of the share: what a URL will give is not known yet' });
    const held = await Promise.all(files.map(async (file) => [file.field, await this.contents.of(file)] as const));
    const asked = 'model' in input && typeof input.model === 'string' ? input.model : '';
    const what = {
      name,
      version,
      owner,
      model: await this.contents.ofModel(asked),
      input: { ...input, ...Object.fromEntries(held) },
    };
    return createHash('sha256').update(canonical(what)).digest('hex');
  }
}

/** Why S3 will not do it later either. */
function lastingReasonOf(error: unknown): string | undefined {
  if (error instanceof ObjectProblem) return error.mayPass ? undefined : error.reason;
  throw error;
}

function reasonOf(error: unknown): string {
  if (error instanceof PathProblem) return error.reason;
  throw error;
}
