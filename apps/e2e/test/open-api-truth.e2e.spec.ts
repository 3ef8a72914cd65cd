import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ApiKeys } from '@switchyard/api-keys';
import { Keys, RedisConnection } from '@switchyard/redis';
import { IN_LONG_RUNS, TestSystem, waitFor } from '@switchyard/testing';
import { schemathesis } from './python';

const CONFIGURATION = join(__dirname, 'fixtures', 'schemathesis.toml');
const HOOKS = join(__dirname, 'fixtures', 'schemathesis_hooks.py');
const TEST_MS = 300_000;

describe('the OpenAPI text', () => {
  let system: TestSystem;
  beforeAll(async () => {
    // with this interval every timeout that the text allows is more than three intervals
    system = await TestSystem.start([], { HEARTBEAT_INTERVAL: '0.05', COMPAT_WAIT: '0.1' });
    system.startFlowEngine();
    mkdirSync(join(system.share, 'videos', 'input'), { recursive: true });
    writeFileSync(join(system.share, 'videos', 'input', 'example.mp4'), 'what the example of the text names');
  }, 60_000);
  afterAll(() => system.stop());

  async function holds(...options: string[]): Promise<void> {
    const bounds = ['--max-examples', IN_LONG_RUNS ? '5' : '1', '--seed', '1', '--suppress-health-check', 'all'];
    const shown = ['--no-color', '--warnings', 'off'];
    const { stdout, stderr } = await promisify(execFile)(
      schemathesis(),
      [
        ...['--config-file', CONFIGURATION, 'run', `${system.api.url}/docs-json`, '--checks', 'all'],
        ...[...bounds, ...shown, ...options],
      ],
      {
        ...{ cwd: system.directory, env: { ...process.env, SCHEMATHESIS_HOOKS: HOOKS } },
        ...{ timeout: TEST_MS - 10_000, maxBuffer: 64 * 2 ** 20 },
      },
    ).catch((error: unknown) => error as { stdout: string; stderr: string });
    expect(`${stderr}${/^=+ (?:FAILURES|ERRORS) =+$[^]*/m.exec(stdout)?.[0] ?? ''}`).toBe('');
    expect(stdout).toMatch(/Tested: (\d+)\n/);
    expect(stdout).toMatch(/No issues found/);
  }

  it(
    'says what a running gateway takes and answers, by every check of schemathesis',
    async () => {
      // the first key would shut the gateway to all that follows
      await holds('--exclude-name', 'POST /v1/keys');
    },
    TEST_MS,
  );

  it(
    'says it with API keys, too, and that every route asks for one',
    async () => {
      const redis = new RedisConnection(system.redis.url, 'patient');
      const keys = new ApiKeys(redis.client, new Keys());
      const { text } = await keys.create({ name: 'test', scopes: ['admin'], sees_all: false, expires_at: null });
      redis.close();
      const isShut = async (): Promise<boolean> => (await system.api.request('GET', '/v1/tasks')).status === 401;
      await waitFor('the key', isShut);
      await holds('--phases', 'fuzzing', '--header', `Authorization: Bearer ${text}`);
    },
    TEST_MS,
  );
});
