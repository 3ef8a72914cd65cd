import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CommonSettings } from '@switchyard/config';
import type { CliSettings } from '../cli-settings';
import type { Session } from '../session';
import { formatBytes } from '../terminal/units';
import { missing, ok, warn, type Finding } from './check';

const LITTLE_BYTES = 5 * 1024 ** 3;
const TOO_LITTLE_BYTES = 500 * 1024 ** 2;

/** The share of this machine can be written to and has room. */
export async function checkStorage({ settings }: Session): Promise<Finding[]> {
  const share = shareOf(settings);
  const existing = await nearestExisting(share);
  const writable = await access(existing, constants.W_OK).then(
    () => true,
    () => false,
  );
  const place = existing === share ? share : `${share} (not there yet)`;
  const finding = writable
    ? ok('share directory', place)
    : missing('share directory', `${place} cannot be written to`, `chown it, or set SHARE_ROOT to another directory`);
  const { bavail, bsize } = await statfs(existing);
  const space = spaceFinding(bavail * bsize);
  // Without SHARE_ROOT and without a directory the share may be anywhere; the gateway speaks for it.
  return settings.shareRoot === undefined && existing !== share ? [space] : [finding, space];
}

export function spaceFinding(bytes: number): Finding {
  const found = `${formatBytes(bytes)} free`;
  if (bytes >= LITTLE_BYTES) return ok('disk space', found);
  const fix = 'remove what is old with: npx switchyard gc --older 7d';
  return bytes < TOO_LITTLE_BYTES ? missing('disk space', found, fix) : warn('disk space', found, fix);
}

/** SHARE_ROOT, else the default of every app, which is the one of the development system, too. */
export const shareOf = ({ shareRoot = new CommonSettings().shareRoot }: Pick<CliSettings, 'shareRoot'>): string =>
  resolve(shareRoot);

async function nearestExisting(path: string): Promise<string> {
  return (await exists(path)) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
