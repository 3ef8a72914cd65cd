import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../../..');

/** One installation by docker/compose.yaml, under a name of its own. */
export class Compose {
  constructor(
    private readonly project: string,
    readonly port: number,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The one that its containers are in. */
  get network(): string {
    return `${this.project}_default`;
  }

  /** Runs `docker compose …` and gives what it printed. */
  run(args: string[], version = 'test'): string {
    return this.docker(['compose', '-p', this.project, '-f', 'docker/compose.yaml', ...args], { VERSION: version });
  }

  /** The first container of a service. */
  containerOf(service: string): string {
    return this.run(['ps', '--all', '--quiet', service]).trim();
  }

  docker(args: string[], env: Record<string, string> = {}): string {
    const { status, stdout, stderr } = spawnSync('docker', args, {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, PORT: String(this.port), PAGE_PORT: String(this.port + 1), ...env },
    });
    if (status !== 0) throw new Error(`docker ${args.join(' ')} ended with ${status}: ${stderr.slice(-2000)}`);
    return stdout;
  }
}
