import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../dev-settings';
import { childEnvironment } from './child-environment';

/** What the system says itself, and what other programs export, too. */
const NOT_PASSED =
  'DEBUG DEV_HOME DEV_PAGE_PORT DEV_REDIS_PORT HOST MODELS_DIR PORT PROBE_HOST PROBE_PORT REDIS_URL SHARE_ROOT TLS_CERT TLS_KEY VIDEO'.split(
    ' ',
  );

const passed = (own: NodeJS.ProcessEnv): string[] => Object.keys(childEnvironment({}, { PATH: '/bin', ...own }));

describe('the environment of a part of the system', () => {
  it('has what programs need', () => {
    const own = { HOME: '/home/me', LC_ALL: 'C', NODE_OPTIONS: '--trace-uncaught', https_proxy: 'http://proxy' };
    expect(childEnvironment({ PORT: '8001' }, { ...own, PATH: '/bin' })).toEqual({
      ...own,
      PATH: `${join(ROOT, '.switchyard/bin')}:/bin`,
      PORT: '8001',
    });
  });

  it('has every setting that is not ours to say, and nothing that others may mean otherwise', () => {
    const page = readFileSync(join(ROOT, 'docs/configuration.md'), 'utf8');
    const variables = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name = '']) => name);
    expect(variables.length).toBeGreaterThan(40);
    const own = Object.fromEntries(variables.map((name) => [name, name === 'LOG_LEVEL' ? 'debug' : '1']));
    const kept = new Set(variables.filter((name) => !passed(own).includes(name)));
    expect([...kept].sort()).toEqual(NOT_PASSED);
    expect(passed({ HOST: 'laptop', PORT: '1', AWS_SECRET_ACCESS_KEY: 'secret' })).toEqual(['PATH']);
  });

  it('has a log level only where it is one of ours', () => {
    expect(passed({ LOG_LEVEL: 'debug' })).toEqual(['PATH', 'LOG_LEVEL']);
    expect(passed({ LOG_LEVEL: 'DEBUG' })).toEqual(['PATH']);
  });
});
