import { Inject, Injectable } from '@nestjs/common';
import { InvalidRequestError, RequestError } from '@switchyard/contracts';
import { SharedStorage, attemptOf, formatSharePath, mayUse, type FilePage, type OpenFile } from '@switchyard/storage';
import { Caller } from '../access/caller';
import { fileNotFound, namesInUrl, servable, toReplyError } from './file-path';
import { VISIBLE_OUTPUTS, type VisibleOutputs } from './visible-outputs';

const UPLOADS = 'uploads';
const WORKFLOWS = 'workflows';

export interface FileQuery {
  prefix: string;
  limit: number;
  cursor?: string;
}

/** Which files of the shared storage clients may see and remove. */
@Injectable()
export class FilesService {
  constructor(
    private readonly storage: SharedStorage,
    @Inject(VISIBLE_OUTPUTS) private readonly outputs: VisibleOutputs,
  ) {}

  /** Opens a visible file; the caller closes it. */
  async open(path: string): Promise<OpenFile> {
    const names = namesInUrl(path);
    const sharePath = servable(names);
    if (!(await this.isVisible(names))) throw fileNotFound(names);
    return this.storage.openForRead(sharePath).catch((error: unknown) => {
      throw toReplyError(error);
    });
  }

  list({ prefix, limit, cursor }: FileQuery): Promise<FilePage> {
    const maySee = this.outputs.areVisible.bind(this.outputs);
    const { only } = Caller.current;
    return this.storage.list(prefix, { limit, cursor, maySee, owner: only }).catch((error: unknown) => {
      throw toReplyError(error, 'prefix');
    });
  }

  /** Removes an upload; one that is gone already is no error. Other files belong to workflows and stay. */
  async remove(path: string): Promise<void> {
    const names = namesInUrl(path);
    const sharePath = servable(names);
    if (names[0] === WORKFLOWS) {
      throw new RequestError('TASK_CONFLICT', 'the file belongs to a task', 'delete the task: DELETE /v1/tasks/{id}');
    }
    if (names[0] !== UPLOADS) throw new InvalidRequestError({ path: `must be below ${formatSharePath([UPLOADS])}` });
    if (!(await this.isVisible(names))) return; // for this caller it is not there, and that is no error
    await this.storage.deleteFile(sharePath).catch((error: unknown) => {
      throw toReplyError(error);
    });
  }

  private async isVisible(names: string[]): Promise<boolean> {
    const { only } = Caller.current;
    if (only !== undefined && !mayUse(formatSharePath(names), only)) return false;
    if (names[0] !== WORKFLOWS) return true;
    const attempt = attemptOf(names);
    return attempt !== undefined && this.outputs.isVisible(attempt.taskId, attempt.fence);
  }
}
