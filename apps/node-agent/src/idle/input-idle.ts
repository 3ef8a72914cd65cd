import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const WITHIN_MS = 3000;

/** One way to find out how long the machine has had no input of a person. */
type Means = (root: string) => Promise<number | undefined>;

/** What a program says; nothing where it is missing or fails. */
async function said(command: string, ...args: string[]): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(command, args, { timeout: WITHIN_MS });
    return stdout;
  } catch {
    return undefined;
  }
}

const numberIn = (text: string | undefined, pattern: RegExp): number | undefined => {
  const found = text === undefined ? undefined : pattern.exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
};

const milliseconds = (value: number | undefined): number | undefined => (value === undefined ? value : value / 1000);

/** The desktops of Linux, by what they offer on the bus of the session. */
const gnome: Means = async () => {
  const place = ['--dest', 'org.gnome.Mutter.IdleMonitor', '--object-path', '/org/gnome/Mutter/IdleMonitor/Core'];
  const method = ['--method', 'org.gnome.Mutter.IdleMonitor.GetIdletime'];
  return milliseconds(numberIn(await said('gdbus', 'call', '--session', ...place, ...method), /uint64 (\d+)/));
};

const kde: Means = async () => {
  const place = ['--dest', 'org.freedesktop.ScreenSaver', '--object-path', '/ScreenSaver'];
  const method = ['--method', 'org.freedesktop.ScreenSaver.GetSessionIdleTime'];
  return milliseconds(numberIn(await said('gdbus', 'call', '--session', ...place, ...method), /uint32 (\d+)/));
};

const x11: Means = async () => milliseconds(numberIn(await said('xprintidle'), /^(\d+)/));

/** Where a desktop's server listens; a service, or a desktop of another kind, cannot be asked for its input. */
const hasDesktop = (root: string): boolean =>
  namesIn(join(root, 'tmp/.X11-unix')).length > 0 ||
  namesIn(join(root, 'run/user')).some((user) =>
    namesIn(join(root, 'run/user', user)).some((name) => /^wayland-\d+$/.test(name)),
  );

/** Terminals, where there is no desktop: the last key that was pressed in one. */
const terminals: Means = async (root) => {
  if (hasDesktop(root)) return undefined;
  const places = ['dev/pts', 'dev'].flatMap((folder) =>
    namesIn(join(root, folder))
      .filter((name) => /^(\d+|tty\d+)$/.test(name))
      .map((name) => join(root, folder, name)),
  );
  const idle = places.map(secondsSinceRead).filter((seconds) => seconds !== undefined);
  return idle.length > 0 ? Math.min(...idle) : undefined;
};

const macos: Means = async () => {
  const nanoseconds = numberIn(await said('ioreg', '-c', 'IOHIDSystem'), /"HIDIdleTime" = (\d+)/);
  return nanoseconds === undefined ? undefined : nanoseconds / 1e9;
};

const BY_PLATFORM: Partial<Record<NodeJS.Platform, readonly Means[]>> = {
  linux: [gnome, kde, x11, terminals],
  darwin: [macos],
};

/**
 * Seconds since the last input; undefined where this machine does not tell.
 * @param root of its files; only tests have another
 */
export async function secondsSinceInput(root = '/'): Promise<number | undefined> {
  for (const means of BY_PLATFORM[process.platform] ?? []) {
    const seconds = await means(root);
    if (seconds !== undefined) return seconds;
  }
  return undefined;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function secondsSinceRead(path: string): number | undefined {
  try {
    return Math.max(0, (Date.now() - statSync(path).atimeMs) / 1000);
  } catch {
    return undefined;
  }
}
