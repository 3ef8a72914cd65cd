import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiKeys } from '@switchyard/api-keys';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestSystem, waitFor } from '@switchyard/testing';
import { schemathesis } from './python';

const CONFIGURATION = join(__dirname, 'fixtures', 'schemathesis.toml');
const HOOKS = join(__dirname, 'fixtures', 'schemathesis_hooks.py');
const SEED = '1';

describe('the OpenAPI text', () => {
  let system: TestSystem;
  beforeAll(async () => {
    // with this interval every timeout that the text allows is more than three intervals
    system = await TestSystem.start([], { HEARTBEAT_INTERVAL: '0.05' });
    mkdirSync(join(system.share, 'videos', 'input'), { recursive: true });
    writeFileSync(join(system.share, 'videos', 'input', 'example.mp4'), 'what the example of the text names');
  }, 60_000);
  afterAll(() => system.stop());

  function holds(examples: number, more: string[] = []): void {
    const bounds = ['--max-examples', String(examples), '--seed', SEED, '--suppress-health-check', 'all'];
    const shown = ['--no-color', '--warnings', 'off'];
    const text = `${system.api.url}/docs-json`;
    const { stdout, stderr } = spawnSync(
      schemathesis(),
      ['--config-file', CONFIGURATION, 'run', text, '--checks', 'all', ...bounds, ...shown, ...more],
      { encoding: 'utf8', cwd: system.directory, env: { ...process.env, SCHEMATHESIS_HOOKS: HOOKS } },
    );
    expect(`${stderr}${/^=+ (?:FAILURES|ERRORS) =+$[^]*/m.exec(stdout)?.[0] ?? ''}`).toBe('');
    expect(stdout).toMatch(/Tested: (\d+)\n/);
    expect(stdout).toMatch(/No issues found/);
  }

  it('says what a running gateway takes and answers, by every check of schemathesis', () => {
    holds(5);
  }, 300_000);

  it('says it with API keys, too, and that every route asks for one', async () => {
    const redis = new RedisConnection(system.redis.url, 'patient');
    const keys = new ApiKeys(redis.client, new Keys());
    const { text } = await keys.create({
      name: 'test',
      scopes: ['admin'],
      sees_all: false,
      expires_at: null,
    });
    redis.close();
    const isShut = async (): Promise<boolean> => (await system.api.request('GET', '/v1/tasks')).status === 401;
    await waitFor('the key', isShut, 1000);
    holds(1, ['--phases', 'fuzzing', '--header', `Authorization: Bearer ${text}`]);
  }, 300_000);
});
