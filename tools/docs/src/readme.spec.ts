import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIGURATION, configuration, withConfiguration } from './configuration';
import { ROOT, projects } from './find-settings';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The packages of others that a project needs to run. */
function packagesOf(project: string): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(ROOT, project, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  return Object.keys(dependencies).filter((name) => !name.startsWith('@switchyard/'));
}

describe('the page of the settings', () => {
  it('lists them as their classes state them', async () => {
    const page = readFileSync(CONFIGURATION, 'utf8');
    const current = withConfiguration(page, await configuration()) === page;
    expect(current ? 'up to date' : 'out of date: run npm run docs').toBe('up to date');
  });

  it('is not written where its markers are missing', () => {
    expect(() => withConfiguration('# Title', 'x')).toThrow(/configuration.md needs the lines/);
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
