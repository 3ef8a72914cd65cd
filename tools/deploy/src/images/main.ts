import { SwitchyardClient, type Submission } from '@switchyard/client';
import { manySegments, videoWithAudio } from '@switchyard/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { Compose } from './compose';

/** Tasks that are handed in while the gateway is replaced. */
const DURING_UPGRADE = 40;
/** Silence of a dead worker is noticed after HEARTBEAT_TIMEOUT; then its task is done again. */
const END_WITHIN_MS = 180_000;

const say = (text: string): void => void process.stdout.write(`images: ${text}\n`);

function holds(what: string, is: boolean): void {
  if (!is) throw new Error(`not kept: ${what}`);
  say(`kept: ${what}`);
}

class ImagesTest {
  private readonly compose = new Compose('switchyard-test', 18_000);
  private client = new SwitchyardClient(this.compose.url);

  async run(): Promise<void> {
    try {
      await this.start();
      await this.mediaTask();
      await this.deathOfWorker();
      await this.newGateway();
      await this.lentTime();
    } catch (error) {
      process.stderr.write(this.compose.run(['logs', '--no-color', '--tail', '60']));
      throw error;
    } finally {
      this.compose.run(['--profile', '*', 'down', '--volumes', '--timeout', '30']);
    }
  }

  private async start(): Promise<void> {
    const began = Date.now();
    this.compose.run(['up', '--detach', '--wait', 'redis']);
    const key = this.key('test', 'admin');
    this.compose.run(['up', '--detach', '--wait']);
    this.client = new SwitchyardClient(this.compose.url, { key });
    say(`everything is healthy after ${((Date.now() - began) / 1000).toFixed(0)} s`);
    const count = [
      'exec',
      '-T',
      'api-gateway',
      'node',
      '-p',
      "require('/app/node_modules/sbom.cdx.json').components.length",
    ];
    holds('an image lists the packages that are in it', Number(this.compose.run(count)) > 50);
    holds('the gateway has the dashboard', (await fetch(`${this.compose.url}/web/`)).status === 200);
    holds('a request without a key is refused', (await fetch(`${this.compose.url}/v1/tasks`)).status === 401);
  }

  /** A film through the gateway's port, and what the containers of gateway and worker found in it. */
  private async mediaTask(): Promise<void> {
    const { path } = await this.client.files.upload(await videoWithAudio({ seconds: 4 }));
    const submission = { task_name: 'ffmpeg.probe', input_data: { video_path: path } } as const;
    const [file] = (await this.client.tasks.dryRun(submission)).files;
    holds(`a dry run knows the length of an upload (${file?.duration} s)`, Math.round(file?.duration ?? 0) === 4);
    const { task_id } = await this.client.tasks.submit(submission);
    await this.client.tasks.end(task_id);
    const { status, result } = await this.client.tasks.result(task_id);
    holds(`ffmpeg reads an upload (${status})`, JSON.stringify(result).includes('"video"'));
  }

  private async deathOfWorker(): Promise<void> {
    const id = 'death-of-worker';
    const { path } = await this.client.files.upload(await manySegments({ count: 1000 }));
    await this.client.tasks.submit(this.submission(id, path));
    await this.until(
      'the worker is in the middle of the task',
      async () => (await this.client.tasks.status(id)).status === 'running',
    );
    const container = this.compose.containerOf('subtitle-worker');
    this.compose.docker(['kill', '--signal', 'KILL', container]);
    this.compose.docker(['start', container]);
    const { status, attempt } = await this.client.tasks.end(id);
    holds(
      `a task outlives the container of its worker (${status}, attempt ${attempt})`,
      status === 'succeeded' && attempt === 2,
    );
  }

  /** Clients that try again, as they would; the gateway goes and another image comes. */
  private async newGateway(): Promise<void> {
    const before = this.compose.containerOf('api-gateway');
    const { path } = await this.client.files.upload(await manySegments({ count: 20 }));
    const submissions = Array.from({ length: DURING_UPGRADE }, (_, at) =>
      this.insist(this.submission(`upgrade-${at}`, path), at * 250),
    );
    await sleep(1000);
    this.compose.run(['up', '--detach', '--wait', '--no-deps', 'api-gateway'], 'next');
    await Promise.all(submissions);
    holds('the gateway is another container', this.compose.containerOf('api-gateway') !== before);
    const ended = await Promise.all(
      Array.from({ length: DURING_UPGRADE }, (_, at) => this.client.tasks.end(`upgrade-${at}`)),
    );
    const once = ended.filter(({ status, attempt }) => status === 'succeeded' && attempt === 1).length;
    holds(
      `${once} of ${DURING_UPGRADE} tasks, handed in while the gateway was replaced, were done once`,
      once === DURING_UPGRADE,
    );
  }

  /** The agent of idle machines in a container, with what docs/nodes.md lets it have, and its sandbox in it. */
  private async lentTime(): Promise<void> {
    const key = this.key('node', 'node');
    const rights = ['seccomp', 'apparmor', 'systempaths'].flatMap((name) => ['--security-opt', `${name}=unconfined`]);
    const limits = ['--read-only', '--tmpfs', '/tmp', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
    const joins = ['--server', 'http://api-gateway:8000', '--key', key, '--always'];
    const inside = ['--detach', '--rm', '--network', this.compose.network, ...limits, ...rights];
    const agent = this.compose.docker(['run', ...inside, 'switchyard/node-agent:test', ...joins]).trim();
    try {
      const { http } = this.client;
      const { task_id: id } = await this.client.take(http.POST('/tasks', { body: { code: 'print(6 * 7)' } }));
      await this.until('a node has run the program', async () => {
        const { status, result } = await this.client.take(http.GET('/tasks/{id}', { params: { path: { id } } }));
        return status === 'completed' && result === '42\n';
      });
      holds('an agent in a container runs a program in its sandbox', true);
    } catch (error) {
      process.stderr.write(this.compose.docker(['logs', agent]));
      throw error;
    } finally {
      this.compose.docker(['stop', agent]);
    }
  }

  private key(name: string, scope: string): string {
    return this.compose.run(['run', '--rm', '--no-deps', 'cli', 'key', 'create', name, '--scope', scope]).trim();
  }

  private submission(task_id: string, segments_file: string): Submission {
    const input_data = { segments_file, max_chars_per_line: 200, max_lines: 4 };
    return { task_name: 'wservice.generate_subtitle_files', task_id, input_data };
  }

  /** Hands one task in until a gateway takes it. */
  private async insist(submission: Submission, afterMs: number): Promise<void> {
    await sleep(afterMs);
    const taken = (): Promise<boolean> =>
      this.client.tasks.submit(submission).then(
        () => true,
        () => false,
      );
    await this.until(`${submission.task_id} is taken`, taken);
  }

  private async until(what: string, is: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + END_WITHIN_MS;
    while (!(await is())) {
      if (Date.now() > end) throw new Error(`${what}: not within ${END_WITHIN_MS / 1000} s`);
      await sleep(200);
    }
  }
}

void new ImagesTest().run().then(
  () => say('all kept'),
  (error: unknown) => {
    process.stderr.write(`images: ${String(error)}\n`);
    process.exitCode = 1;
  },
);
