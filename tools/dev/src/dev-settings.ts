import { loadConfig } from '@switchyard/config';
import { IntegerField, TextField } from '@switchyard/contracts';
import { CallbackAllowField } from '@switchyard/egress';
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

  @IntegerField({
    description: 'a second port of the pages; when taken, the next free one',
    minimum: 1,
    maximum: 65_535,
  })
  devPagePort = 8501;

  @TextField({ description: 'directory of everything that the system leaves' })
  devHome = '.switchyard';

  @TextField({ description: 'Whisper model; by default the best that can be fetched', optional: true })
  whisperModel?: string;

  @TextField({ description: 'a video of your own for `make demo`', optional: true })
  video?: string;

  @TextField({ description: 'a gateway for the demos, in place of a system of their own', optional: true })
  switchyardUrl?: string;

  @TextField({ description: 'API key for that gateway', optional: true })
  switchyardKey?: string;

  @TextField({ description: 'where models are taken from before anywhere else', optional: true })
  modelsMirror?: string;

  @CallbackAllowField()
  callbackAllow: string[] = ['127.0.0.0/8', '::1'];
}

export const loadDevSettings = (): DevSettings => loadConfig(DevSettings);

/** The workspace: this file lies in `tools/dev/dist` or `tools/dev/src`. */
export const ROOT = resolve(__dirname, '../../..');

const home = resolve(ROOT, loadConfig(DevSettings, { DEV_HOME: process.env.DEV_HOME }).devHome);

/** Everything that a development system leaves on the disk. */
export const PLACES = {
  home,
  /** Programs that `make setup` brought. */
  bin: join(ROOT, '.switchyard', 'bin'),
  redis: join(home, 'redis'),
  share: join(home, 'share'),
  models: join(home, 'models'),
  logs: join(home, 'logs'),
  demo: join(home, 'demo'),
  runFile: join(home, 'run', 'system.json'),
} as const;
