import { loadConfig } from '@switchyard/config';
import { IntegerField, TextField } from '@switchyard/contracts';
import { join, resolve } from 'node:path';

/** What the environment may say about a development system. */
export class DevSettings {
  @IntegerField({ description: 'port of the gateway; when taken, the next free one', minimum: 1, maximum: 65_535 })
  port = 8000;

  @IntegerField({
    description: 'port of the private Redis; when taken, the next free one',
    minimum: 1,
    maximum: 65_535,
  })
  devRedisPort = 16_390;

  @TextField({ description: 'a video of your own for `make demo`', optional: true })
  video?: string;

  @TextField({ description: 'where models are taken from before anywhere else', optional: true })
  modelsMirror?: string;
}

export const loadDevSettings = (): DevSettings => loadConfig(DevSettings);

/** The workspace: this file lies in `tools/dev/dist` or `tools/dev/src`. */
export const ROOT = resolve(__dirname, '../../..');

const home = join(ROOT, '.switchyard');

/** Everything that a development system leaves on the disk. */
export const PLACES = {
  home,
  bin: join(home, 'bin'),
  redis: join(home, 'redis'),
  share: join(home, 'share'),
  models: join(home, 'models'),
  logs: join(home, 'logs'),
  demo: join(home, 'demo'),
  runFile: join(home, 'run', 'system.json'),
} as const;

/** The environment of a child: ours, with our own programs first in the path. */
export function childEnvironment(extra: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${PLACES.bin}:${process.env.PATH ?? ''}`, ...extra };
}
