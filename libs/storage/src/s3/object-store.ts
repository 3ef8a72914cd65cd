import { createReadStream, createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { NOT_SET_UP, ObjectProblem, objectPlace, urlOf, type ObjectPlace } from './object-place';
import { problemOf } from './object-problems';
import { type S3Settings } from './s3-settings';

const CONNECT_MS = 5000;
/** The server may say nothing for so long. */
const SILENCE_MS = 60_000;
/** S3 removes no more at once. */
const MOST_REMOVED = 1000;

export interface FetchLimits {
  mostBytes: number;
  timeoutMs: number;
  signal: AbortSignal;
}

/** Objects of S3, in the buckets that this installation may use. What cannot be done is an {@link ObjectProblem}. */
export class ObjectStore {
  private s3: S3Client | undefined;

  constructor(private readonly settings: S3Settings) {}

  /**
   * The place that outputs are copied to; nothing where they stay.
   * @param upload what the task says of it
   */
  targetOf(upload: string | boolean | undefined): string | undefined {
    const { outputsToS3, s3Outputs, s3Buckets } = this.settings;
    if (typeof upload === 'string') return upload;
    if (!(upload ?? outputsToS3)) return undefined;
    const [first] = s3Buckets;
    if (s3Outputs === undefined && first === undefined) throw new ObjectProblem(NOT_SET_UP);
    return s3Outputs ?? `s3://${first}${first?.includes('/') ? '' : '/'}`;
  }

  /** Finds an object that is to be an input; its bytes. */
  async look(url: string): Promise<number> {
    const { bucket, key } = this.placeOf(url);
    if (key === '' || key.endsWith('/')) throw new ObjectProblem('names no object: the key is missing');
    return this.doing({ bucket, key }, 'read', async () => {
      const { ContentLength = 0 } = await this.client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      if (ContentLength === 0) throw new ObjectProblem('is an empty object');
      return ContentLength;
    });
  }

  /** Finds the bucket that outputs are to go to. */
  async lookAtTarget(url: string): Promise<void> {
    const { bucket } = this.placeOf(url);
    await this.doing({ bucket, key: '' }, 'write', () => this.client.send(new HeadBucketCommand({ Bucket: bucket })));
  }

  /** Writes an object to a new file; a part of the file may be left after a failure. */
  async fetch(url: string, file: string, { mostBytes, timeoutMs, signal }: FetchLimits): Promise<void> {
    const place = this.placeOf(url);
    const limit = AbortSignal.timeout(timeoutMs);
    const abortSignal = AbortSignal.any([limit, signal]);
    try {
      await this.doing(place, 'read', async () => {
        const command = new GetObjectCommand({ Bucket: place.bucket, Key: place.key });
        const { Body, ContentLength = 0 } = await this.client.send(command, { abortSignal });
        if (ContentLength > mostBytes) throw new ObjectProblem(`has more than ${mostBytes} bytes`);
        const to = createWriteStream(file, { flags: 'wx' });
        await pipeline(Body as Readable, to, { signal: abortSignal });
      });
    } catch (error) {
      signal.throwIfAborted();
      if (limit.aborted) throw new ObjectProblem(`did not come within ${timeoutMs / 1000} s`, true);
      throw error;
    }
  }

  /**
   * Stores a file as an object, whole or not at all.
   * @param target where the names of objects begin
   * @returns the URL of the object
   */
  async store(file: string, target: string, name: string, signal: AbortSignal): Promise<string> {
    const { bucket, key } = this.placeOf(target);
    const place = { bucket, key: `${key === '' || key.endsWith('/') ? key : `${key}/`}${name}` };
    const params = { Bucket: bucket, Key: place.key, Body: createReadStream(file) };
    await this.doing(place, 'write', async () => {
      const upload = new Upload({ client: this.client, params });
      const stop = (): void => void upload.abort();
      signal.addEventListener('abort', stop, { once: true });
      try {
        signal.throwIfAborted();
        await upload.done();
      } finally {
        signal.removeEventListener('abort', stop);
        params.Body.destroy();
      }
    });
    return urlOf(place);
  }

  /** Removes objects; those that are gone are no error. */
  async remove(urls: readonly string[]): Promise<void> {
    const places = urls.map((url) => this.placeOf(url));
    for (const bucket of new Set(places.map((place) => place.bucket))) {
      const keys = places.filter((place) => place.bucket === bucket).map(({ key }) => ({ Key: key }));
      for (let at = 0; at < keys.length; at += MOST_REMOVED) {
        const Delete = { Objects: keys.slice(at, at + MOST_REMOVED), Quiet: true };
        await this.doing({ bucket, key: '' }, 'write', () =>
          this.client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete })),
        );
      }
    }
  }

  /** A link by which every client may fetch an object for some time. */
  async link(url: string, seconds: number): Promise<string> {
    const { bucket, key } = this.placeOf(url);
    const command = new GetObjectCommand({ Bucket: bucket, Key: key });
    return this.doing({ bucket, key }, 'read', () => getSignedUrl(this.client, command, { expiresIn: seconds }));
  }

  private placeOf(url: string): ObjectPlace {
    return objectPlace(url, this.settings.s3Buckets);
  }

  private async doing<T>(place: ObjectPlace, what: 'read' | 'write', work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw await problemOf(error, place, what, this.settings, () => this.hasBucket(place.bucket));
    }
  }

  /** A reply to HEAD has no words: whether the bucket or the object is missing has to be asked. */
  private hasBucket(bucket: string): Promise<boolean> {
    return this.client.send(new HeadBucketCommand({ Bucket: bucket })).then(
      () => true,
      (error: { $metadata?: { httpStatusCode?: number } }) => error.$metadata?.httpStatusCode !== 404,
    );
  }

  private get client(): S3Client {
    const { s3Endpoint: endpoint, s3Region: region, s3AccessKeyId, s3SecretAccessKey } = this.settings;
    this.s3 ??= new S3Client({
      region,
      ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
      ...(s3AccessKeyId === undefined
        ? {}
        : { credentials: { accessKeyId: s3AccessKeyId, secretAccessKey: s3SecretAccessKey ?? '' } }),
      requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: SILENCE_MS, socketTimeout: SILENCE_MS },
    });
    return this.s3;
  }
}
