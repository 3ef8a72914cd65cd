/** Where an object lies, or where the names of objects begin. */
export interface ObjectPlace {
  bucket: string;
  key: string;
}

const FORM = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/(.*)$/i;
const MOST_KEY_BYTES = 1024;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f]/;

/** A place of S3 cannot be used; the reason follows the name of a field. */
export class ObjectProblem extends Error {
  /** @param mayPass whether another try can help */
  constructor(
    readonly reason: string,
    readonly mayPass = false,
  ) {
    super(reason);
  }
}

/** @throws ObjectProblem where a URL names no object of the buckets that may be used */
export function objectPlace(url: string, buckets: readonly string[]): ObjectPlace {
  if (buckets.length === 0) throw new ObjectProblem(NOT_SET_UP);
  const [, bucket, key = ''] = FORM.exec(url) ?? [];
  if (!bucket) throw new ObjectProblem('must have the form s3://bucket/key');
  if (key.split('/').some((name) => name === '.' || name === '..') || CONTROL.test(key))
    throw new ObjectProblem('must not contain "." or ".." as a name, or control characters');
  if (Buffer.byteLength(key) > MOST_KEY_BYTES)
    throw new ObjectProblem(`must have a key of at most ${MOST_KEY_BYTES} bytes`);
  const place = { bucket: bucket.toLowerCase(), key };
  if (!buckets.some((allowed) => isIn(place, allowed)))
    throw new ObjectProblem(
      `names s3://${place.bucket}/${key}, which is in none of the S3_BUCKETS of this installation`,
    );
  return place;
}

export const urlOf = ({ bucket, key }: ObjectPlace): string => `s3://${bucket}/${key}`;

/** What is said where no bucket may be used. */
export const NOT_SET_UP =
  'is a place of S3, which is not set up here: an operator sets S3_BUCKETS; or upload the file with POST /v1/files';

/** @param allowed `bucket` or `bucket/prefix` */
function isIn({ bucket, key }: ObjectPlace, allowed: string): boolean {
  const [name = '', ...prefix] = allowed.split('/');
  return bucket === name.toLowerCase() && key.startsWith(prefix.join('/'));
}
