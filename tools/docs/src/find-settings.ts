import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fieldsOf, type Class } from '@switchyard/contracts';

export const ROOT = resolve(__dirname, '../../..');

/** The folders of the workspace, as `libs/config`; libraries first, because apps extend their settings. */
export function projects(): string[] {
  return ['libs', 'apps', 'tools'].flatMap((group) =>
    readdirSync(join(ROOT, group))
      .sort()
      .map((name) => `${group}/${name}`)
      .filter((project) => existsSync(join(ROOT, project, 'package.json'))),
  );
}

/** The settings classes of a project that read anything; nothing may import an app, so they are found when this runs. */
export async function settingsOf(project: string): Promise<Class<object>[]> {
  // Compiled classes go with this file when it is compiled, sources with it as a source.
  const folder = join(ROOT, project, basename(__dirname));
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /[.-]settings\.[jt]s$/.test(name),
  );
  const modules = await Promise.all(files.map((name) => import(join(folder, name)) as Promise<object>));
  return modules.flatMap((exported) => Object.values(exported) as unknown[]).filter(isSettings);
}

/** Whether a value is a class that states at least one setting. */
export const isSettings = (value: unknown): value is Class<object> =>
  typeof value === 'function' &&
  value.prototype !== undefined &&
  Object.keys(fieldsOf(value as Class<object>)).length > 0;
