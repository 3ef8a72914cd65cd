import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { InputRejectedError, InvalidRequestError, RequestError } from '@switchyard/contracts';
import { probeMedia, type MediaInfo } from '@switchyard/media';
import { TaskStore, asQueued } from '@switchyard/task-store';
import type { InputFile } from './input-paths';
import { OutlookService } from './outlook';
import { SubmitService, type Order } from './submit.service';

/** Fields whose files are looked into, whatever their task does with them. */
const MEDIA = /video|audio/;
const PROBE_TIMEOUT_MS = 30_000;
/** Each one is a process. */
const MOST_PROBES = 4;

const OrNull = (type: typeof String | typeof Number, description: string): PropertyDecorator =>
  ApiProperty({ type, nullable: true, description });

/** A file that the input names. */
export class DryRunFile {
  @ApiProperty({ description: 'of `input_data`' }) field!: string;
  @ApiProperty({ example: '/share/videos/input/example.mp4' }) path!: string;
  @ApiProperty({ description: 'bytes; 0 for a directory' }) size!: number;
  @OrNull(Number, 'seconds of the media; null when it is no media, or could not be looked into here')
  duration!: number | null;
  @ApiProperty({ type: [String], description: 'what it holds, e.g. `video h264`' }) streams!: string[];
}

/** What a submission would do. */
export class DryRunReply {
  @ApiProperty({ enum: [true] }) dry_run!: true;
  @ApiProperty({
    enum: ['start', 'return', 'reuse'],
    description:
      '`return`: this id has this request already; `reuse`: the result of `reused_from` is taken, once it is there',
  })
  would!: 'start' | 'return' | 'reuse';
  @OrNull(String, 'the task that computes the same') reused_from!: string | null;
  @ApiProperty() task_name!: string;
  @ApiProperty({ description: 'the queue in which it would wait' }) queue!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'with references resolved and defaults' })
  input!: Record<string, unknown>;
  @ApiProperty({ type: [DryRunFile] }) files!: DryRunFile[];
  @ApiProperty() priority!: number;
  @ApiProperty() max_attempts!: number;
  @ApiProperty({ description: 'hard limit of one attempt, seconds' }) timeout!: number;
  @OrNull(Number, '1 = next') position!: number | null;
  @OrNull(Number, 'seconds until it would start; null when it is not known') estimated_wait!: number | null;
  @OrNull(
    Number,
    'seconds it would take, from what such tasks took for each second of media; null when it is not known',
  )
  estimated_duration!: number | null;
  @OrNull(String, 'what it would wait for, in words') reason!: string | null;
}

const longestOf = (files: readonly DryRunFile[]): number | null =>
  files.reduce<number | null>(
    (longest, { duration }) => (duration === null ? longest : Math.max(longest ?? 0, duration)),
    null,
  );

/** Says what a submission would do, and does nothing of it. */
@Injectable()
export class DryRunService {
  private probes = 0;

  constructor(
    private readonly submissions: SubmitService,
    private readonly outlook: OutlookService,
    private readonly store: TaskStore,
  ) {}

  async of(order: Order): Promise<DryRunReply> {
    const known = await this.submissions.known(order);
    const { task, files } = await this.submissions.plan(order);
    const looked = await Promise.all(files.map((file) => this.lookInto(file)));
    const same = !known && task.reuse ? await this.store.read.computing(task.reuse) : null;
    const ahead = known || same ? null : await this.store.read.ahead(task);
    const outlook = ahead === null ? null : await this.outlook.of(asQueued(task), ahead);
    return {
      dry_run: true,
      would: known ? 'return' : same ? 'reuse' : 'start',
      reused_from: same?.task_id ?? null,
      task_name: task.taskName,
      queue: task.queue,
      input: task.input as Record<string, unknown>,
      files: looked,
      priority: task.priority,
      max_attempts: task.maxAttempts,
      timeout: task.timeoutSeconds,
      position: outlook?.position ?? null,
      estimated_wait: outlook?.estimated_wait ?? null,
      estimated_duration: await this.outlook.durationOf(task.taskName, longestOf(looked)),
      reason: outlook?.reason ?? null,
    };
  }

  private async lookInto({ field, absolute, sharePath: path, size }: InputFile): Promise<DryRunFile> {
    const info = MEDIA.test(field) && size > 0 ? await this.probe(field, absolute) : undefined;
    const streams = (info?.streams ?? []).map(({ type, codec }) => `${type} ${codec}`);
    return { field, path, size, duration: info?.format.duration ?? null, streams };
  }

  /** Nothing where this machine has no ffprobe: then only a worker can tell. */
  private async probe(field: string, file: string): Promise<MediaInfo | undefined> {
    if (this.probes >= MOST_PROBES)
      throw new RequestError('RATE_LIMITED', 'too many dry runs', 'wait until those that look into files have ended');
    this.probes += 1;
    try {
      return await probeMedia(file, AbortSignal.timeout(PROBE_TIMEOUT_MS));
    } catch (error) {
      if (!(error instanceof InputRejectedError)) return undefined;
      throw new InvalidRequestError({ [`input_data.${field}`]: error.message });
    } finally {
      this.probes -= 1;
    }
  }
}
