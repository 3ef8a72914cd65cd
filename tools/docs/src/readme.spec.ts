import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configuration, withConfiguration } from './configuration';
import { ROOT, projects } from './find-settings';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The packages of others that a project needs to run. */
function packagesOf(project: string): string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(ROOT, project, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>;
  };
  return Object.keys(dependencies).filter((name) => !name.startsWith('@switchyard/'));
}

describe('the README', () => {
  it('lists the settings as their classes state them', async () => {
    const current = withConfiguration(readme, await configuration()) === readme;
    expect(current ? 'up to date' : 'out of date: run npm run docs').toBe('up to date');
  });

  it('gives a reason for each package the platform needs', () => {
    const missing = projects()
      .flatMap(packagesOf)
      .filter((name) => !readme.includes(`\`${name}\``));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('is not written where its markers are missing', () => {
    expect(() => withConfiguration('# Title', 'x')).toThrow(/README.md needs the lines/);
  });
});
