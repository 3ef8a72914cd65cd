import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestSystem } from '@switchyard/testing';
import { schemathesis } from './python';

const CONFIGURATION = join(__dirname, 'fixtures', 'schemathesis.toml');
const EXAMPLES = '5';
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

  it('says what a running gateway takes and answers, by every check of schemathesis', () => {
    const bounds = ['--max-examples', EXAMPLES, '--seed', SEED, '--suppress-health-check', 'all'];
    const shown = ['--no-color', '--warnings', 'off'];
    const { stdout, stderr } = spawnSync(
      schemathesis(),
      ['--config-file', CONFIGURATION, 'run', `${system.api.url}/docs-json`, '--checks', 'all', ...bounds, ...shown],
      { encoding: 'utf8', cwd: system.directory },
    );
    expect(`${stderr}${/^Failures:[^]*|^Errors:[^]*/m.exec(stdout)?.[0] ?? ''}`).toBe('');
    expect(stdout).toMatch(/Tested: (\d+)\n/);
    expect(stdout).toMatch(/No issues found/);
  }, 300_000);
});
