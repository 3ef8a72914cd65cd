import { loadConfig } from '@switchyard/config';
import { BooleanField, ListField, TextField } from '@switchyard/contracts';

/** Where objects of S3 are; the same for gateway and workers. */
export class S3Settings {
  @ListField({
    description:
      'buckets, or parts of them as `bucket/prefix/`, that inputs may come from and outputs may go to, for every API key; empty: S3 is not set up',
    items: 'string',
  })
  s3Buckets: string[] = [];

  @TextField({
    description:
      'place that the outputs of a task with `upload: true` are copied to, e.g. `s3://bucket/outputs/`; by default the first of S3_BUCKETS',
    pattern: /^s3:\/\/[^/]+\//i,
    patternMessage: 'must have the form s3://bucket/prefix/',
    optional: true,
  })
  s3Outputs?: string;

  @BooleanField({ description: 'copy the outputs of every task there, unless it says `upload: false`' })
  outputsToS3 = false;

  @TextField({ description: 'URL of the S3 server, e.g. `https://minio.example:9000`; by default AWS', optional: true })
  s3Endpoint?: string;

  @TextField({ description: 'region of the buckets' })
  s3Region = 'us-east-1';

  @TextField({
    description: 'access key of the S3 server; by default what the AWS SDK finds, e.g. the role of the machine',
    optional: true,
  })
  s3AccessKeyId?: string;

  @TextField({ description: 'secret of the access key', optional: true })
  s3SecretAccessKey?: string;
}

/** @throws ConfigError */
export const loadS3Settings = (): S3Settings => loadConfig(S3Settings);
