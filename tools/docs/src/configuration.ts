import { join } from 'node:path';
import { settingsTable } from '@switchyard/config';
import type { Class } from '@switchyard/contracts';
import { ROOT, isSettings, projects, settingsOf } from './find-settings';

/** The page that lists every setting. */
export const CONFIGURATION = join(ROOT, 'docs/configuration.md');

export const CONFIGURATION_MARKS = [
  '<!-- configuration: written by npm run docs -->',
  '<!-- end of configuration -->',
] as const;
const HEAD_LINES = 2;

/** Whom the settings of a library concern, by their class. */
const CONCERNS: Readonly<Record<string, string>> = {
  CommonSettings: 'gateway, monitor and workers',
  ProbedSettings: 'monitor and workers',
  GpuLockSettings: 'gateway, monitor and workers',
  S3Settings: 'gateway and workers',
  WorkerSettings: 'every worker',
  ModelSettings: 'workers with models',
};

/** Tables of every environment variable, each variable where its class states it. */
export async function configuration(): Promise<string> {
  const sections: string[] = [];
  for (const project of projects()) {
    for (const type of await settingsOf(project)) {
      const table = ownTable(type);
      if (table) sections.push(`**\`${project}\`**${concerns(type)}\n\n${table}`);
    }
  }
  return sections.join('\n\n');
}

/** The table of a class without what the class it extends says already. */
function ownTable(type: Class<object>): string | undefined {
  const parent = Object.getPrototypeOf(type) as unknown;
  const inherited = isSettings(parent) ? settingsTable(parent).split('\n').slice(HEAD_LINES) : [];
  const lines = settingsTable(type).split('\n');
  const own = lines.slice(HEAD_LINES).filter((row) => !inherited.includes(row));
  return own.length > 0 ? [...lines.slice(0, HEAD_LINES), ...own].join('\n') : undefined;
}

const concerns = ({ name }: Class<object>): string => (CONCERNS[name] ? ` (${CONCERNS[name]})` : '');
