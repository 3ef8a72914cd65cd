import { ObjectProblem, type ObjectPlace } from './object-place';
import type { S3Settings } from './s3-settings';

interface S3Failure extends Error {
  code?: string;
  $metadata?: { httpStatusCode?: number };
}

/** What the SDK tells where the server did not answer. */
const NETWORK = /^(E[A-Z]{3,}|TimeoutError|NetworkingError|RequestTimeout)$/;

/** What the server or the network said, in words that tell what to do. */
export async function problemOf(
  error: unknown,
  { bucket, key }: ObjectPlace,
  what: 'read' | 'write',
  { s3Endpoint, s3AccessKeyId }: Pick<S3Settings, 's3Endpoint' | 's3AccessKeyId'>,
  hasBucket: () => Promise<boolean>,
): Promise<unknown> {
  if (error instanceof ObjectProblem) return error;
  const { name = '', message = '', code = '', $metadata } = error as Partial<S3Failure>;
  const status = $metadata?.httpStatusCode ?? 0;
  const server = s3Endpoint ?? 'AWS';
  const object = `s3://${bucket}/${key}`;
  if (name === 'CredentialsProviderError')
    return new ObjectProblem('cannot be used: there are no credentials; set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY');
  if (name === 'NoSuchBucket' || (status === 404 && !(await hasBucket())))
    return new ObjectProblem(`names the bucket ${bucket}, which does not exist at ${server}`);
  if (status === 404) return new ObjectProblem(`names ${object}, which does not exist at ${server}`);
  if (status === 401 || status === 403) {
    const who =
      s3AccessKeyId === undefined ? 'the credentials of this installation' : 'the access key S3_ACCESS_KEY_ID';
    return new ObjectProblem(`names ${object}, which ${who} may not ${what} at ${server}`);
  }
  if (status >= 500 || status === 429)
    return new ObjectProblem(`cannot be reached: ${server} replied ${status} (${name})`, true);
  if (status > 0) return new ObjectProblem(`is refused by ${server}: ${status} ${name}: ${message}`);
  const [told = ''] = [code, name, ...message.split(' ')].filter((word) => NETWORK.test(word));
  if (told) return new ObjectProblem(`cannot be reached: no connection to ${server} (${told})`, true);
  return error;
}
