import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LUA = join(__dirname, '../src/lua');

/** A change of the text of one script. */
export interface Patch {
  file: string;
  find: string;
  replace: string;
}

/** Redis' clock comes from a key that only tests write. */
const shiftableClock: Patch = {
  file: 'common.lua',
  find: `  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)`,
  replace: `  return tonumber(redis.call('GET', LOCK .. ':test_now'))`,
};

/** A copy of the real scripts with some changes; one that does not apply is an error. */
export function luaVariant(patches: Patch[] = []): string {
  const directory = mkdtempSync(join(tmpdir(), 'gpu-lock-lua-'));
  cpSync(LUA, directory, { recursive: true });
  for (const { file, find, replace } of [shiftableClock, ...patches]) {
    const path = join(directory, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(find)) throw new Error(`${file} has no such text any more: ${find}`);
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
  }
  return directory;
}
