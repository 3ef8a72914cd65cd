import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FINAL_STATES, HTTP_STATUS, LAST_EVENTS } from '@switchyard/contracts';
import { dependencies } from '../package.json';
import { CODES, FINAL, LAST } from '../src/words';

const SOURCES = join(__dirname, '..', 'src');

describe('the package', () => {
  it('needs nothing of the platform, and no package that it does not name', () => {
    const files = readdirSync(SOURCES).filter((name) => name.endsWith('.ts') && !name.includes('.spec.'));
    const text = files.map((name) => readFileSync(join(SOURCES, name), 'utf8')).join('\n');
    const imported = [...text.matchAll(/from '([^'.][^']*)'/g)].map(([, name = '']) => name);
    const packages = imported.filter((name) => !name.startsWith('node:'));
    expect([...new Set(packages)].sort()).toEqual(Object.keys(dependencies).sort());
  });

  it('means by its words what the platform means', () => {
    expect([...FINAL]).toEqual(FINAL_STATES);
    expect([...LAST]).toEqual([...LAST_EVENTS]);
    const known = HTTP_STATUS as Readonly<Record<string, number>>;
    const own = Object.entries(CODES).filter(([status]) => status !== '502' && status !== '504');
    expect(own.filter(([status, code]) => known[code] !== Number(status))).toEqual([]);
  });
});
