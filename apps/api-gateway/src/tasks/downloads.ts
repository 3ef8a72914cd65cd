import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IntegerField } from '@switchyard/contracts';
import { ObjectProblem, ObjectStore, SharedStorage } from '@switchyard/storage';
import { TaskStore, refOf, type StoredTask } from '@switchyard/task-store';
import { Caller } from '../access/caller';
import { KeyRing } from '../access/key-ring';
import { Dto } from '../http/dto';

const WEEK_SECONDS = 604_800;
const PAGE = 1000;

/** The query of `GET /v1/tasks/{id}/downloads`. */
@Dto()
export class DownloadsQuery {
  @IntegerField({ description: 'how long the links hold', unit: 'seconds', minimum: 1, maximum: WEEK_SECONDS })
  expires_in = 3600;
}

export class Download {
  @ApiProperty({ example: '/share/workflows/film/ffmpeg.extract_audio/film-1764300000000/audio.wav' }) path!: string;
  @ApiProperty({ description: 'bytes' }) size!: number;
  @ApiProperty({ description: 'opens the file without a key: at S3 when it was copied there, else at this gateway' })
  url!: string;
}

export class DownloadsReply {
  @ApiProperty() task_id!: string;
  @ApiProperty({ type: [Download] }) files!: Download[];
  @ApiProperty({ type: String, nullable: true, description: 'RFC 3339; null when no key is needed here' })
  expires_at!: string | null;
}

/** Links to the files of a task for those who have no key: browsers, players, other programs. */
@Injectable()
export class Downloads {
  constructor(
    private readonly storage: SharedStorage,
    private readonly objects: ObjectStore,
    private readonly store: TaskStore,
    private readonly ring: KeyRing,
  ) {}

  /** @param origin of this gateway, as the client sees it */
  async of(task: StoredTask, seconds: number, origin: string): Promise<DownloadsReply> {
    const untilMs = Date.now() + seconds * 1000;
    const uploaded = (task.output?.['uploaded'] ?? {}) as Record<string, string>;
    const files: Download[] = [];
    for (const { path, size } of await this.filesOf(task)) {
      const copy = uploaded[path];
      const url = copy === undefined ? undefined : await this.linkTo(copy, seconds);
      files.push({ path, size, url: url ?? this.ownLink(path, untilMs, origin) });
    }
    const needsKey = Caller.current.key !== undefined;
    return { task_id: task.task_id, files, expires_at: needsKey ? new Date(untilMs).toISOString() : null };
  }

  /** The files of a result that was taken over belong to the task that computed it. */
  private async filesOf(task: StoredTask): Promise<{ path: string; size: number }[]> {
    const maker = task.reused_from === null ? task : await this.store.read.get(task.reused_from);
    if (maker?.status !== 'succeeded') return [];
    const directory = this.storage.toSharePath(this.storage.attemptDir({ ...refOf(maker), fence: maker.fence }));
    const files: { path: string; size: number }[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await this.storage.list(`${directory}/`, { limit: PAGE, cursor });
      files.push(...page.files);
      cursor = page.next_cursor;
    }
    return files;
  }

  /** Nothing where S3 is not set up any more. */
  private linkTo(copy: string, seconds: number): Promise<string | undefined> {
    return this.objects.link(copy, seconds).catch((error: unknown) => {
      if (error instanceof ObjectProblem) return undefined;
      throw error;
    });
  }

  private ownLink(path: string, untilMs: number, origin: string): string {
    const pass = this.ring.filePass(Caller.current, untilMs, path);
    const place = path.split('/').map(encodeURIComponent).join('/');
    return `${origin}/v1/files${place}${pass === undefined ? '' : `?pass=${pass}`}`;
  }
}
