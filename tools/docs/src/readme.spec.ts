import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIGURATION, CONFIGURATION_MARKS, configuration } from './configuration';
import { ROOT, projects } from './find-settings';
import { METRICS_MARKS, METRICS_PAGE, metricTables } from './metrics';
import { withSection } from './page';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The packages of others that a project needs to run. */
function packagesOf(project: string): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(ROOT, project, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  return Object.keys(dependencies).filter((name) => !name.startsWith('@switchyard/'));
}

describe('a page made from the code', () => {
  it.each([
    ['settings', CONFIGURATION, CONFIGURATION_MARKS, configuration],
    ['metrics', METRICS_PAGE, METRICS_MARKS, metricTables],
  ] as const)('lists the %s as their classes state them', async (_what, page, marks, section) => {
    const current = withSection(page, marks, await section()) === readFileSync(page, 'utf8');
    expect(current ? 'up to date' : 'out of date: run npm run docs').toBe('up to date');
  });

  it('is not written where its marks are missing', () => {
    expect(() => withSection(CONFIGURATION, METRICS_MARKS, 'x')).toThrow(/configuration.md needs the lines/);
  });
});

describe('the README', () => {
  it('gives a reason for each package the platform needs', () => {
    const missing = projects()
      .flatMap(packagesOf)
      .filter((name) => !readme.includes(`\`${name}\``));
    expect([...new Set(missing)]).toEqual([]);
  });
});
