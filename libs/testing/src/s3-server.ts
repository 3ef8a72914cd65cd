import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './redis-server';
import { waitFor } from './wait-for';

const BUILT = join(__dirname, '..', '..', '..', '.switchyard', 'versitygw');

/** A real S3 server of a test's own over an empty directory, on a free port of the loopback. */
export class TestS3 {
  readonly settings: { S3_ENDPOINT: string; S3_ACCESS_KEY_ID: string; S3_SECRET_ACCESS_KEY: string };

  private constructor(
    private readonly child: ChildProcess,
    private readonly directory: string,
    port: number,
  ) {
    this.settings = {
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_ACCESS_KEY_ID: 'test-access',
      S3_SECRET_ACCESS_KEY: 'test-secret',
    };
  }

  static async start(...buckets: string[]): Promise<TestS3> {
    const [version] = existsSync(BUILT) ? readdirSync(BUILT).sort().reverse() : [];
    if (!version) throw new Error('no S3 server to start: run tools/setup/s3-server.sh, which needs Go');
    const directory = mkdtempSync(join(tmpdir(), 'switchyard-s3-'));
    for (const bucket of buckets) mkdirSync(join(directory, bucket));
    const port = await freePort();
    const args = ['--access', 'test-access', '--secret', 'test-secret', '--port', `127.0.0.1:${port}`];
    const child = spawn(join(BUILT, version, 'versitygw'), [...args, 'posix', directory], { stdio: 'ignore' });
    const server = new TestS3(child, directory, port);
    await waitFor('the S3 server', () => {
      if (child.exitCode !== null) throw new Error(`versitygw ended with ${child.exitCode}`);
      return listens(port);
    });
    return server;
  }

  /** Where the object of a key lies on the disk. */
  pathOf(bucket: string, key: string): string {
    return join(this.directory, bucket, key);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    if (this.child.exitCode === null && this.child.kill('SIGKILL')) await ended;
    rmSync(this.directory, { recursive: true, force: true });
  }
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (is: boolean) => () => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', done(true)).once('error', done(false));
  });
