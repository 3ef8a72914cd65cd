import type { StoredApiKey } from './api-key';
import { filePassOf, isFilePassOf, keyIdOfPass } from './file-pass';

const KEY: StoredApiKey = {
  ...{ id: '3f9a1c2b', name: 'page', scopes: ['read'], sees_all: false, created_at: '2026-01-01T00:00:00Z' },
  ...{ expires_at: null, hash: 'a'.repeat(64) },
};
const NOW = 1_800_000_000_000;
const pass = filePassOf(KEY, NOW + 1000);

describe('a pass to files', () => {
  it('names its key and holds until its time', () => {
    expect(keyIdOfPass(pass)).toBe(KEY.id);
    expect(isFilePassOf(pass, KEY, NOW)).toBe(true);
    expect(isFilePassOf(pass, KEY, NOW + 1000)).toBe(false);
  });

  it('is refused when its time or its key was changed, and says nothing of the hash', () => {
    expect(isFilePassOf(pass.replace(String(NOW + 1000), String(NOW + 9000)), KEY, NOW)).toBe(false);
    expect(isFilePassOf(pass, { ...KEY, hash: 'b'.repeat(64) }, NOW)).toBe(false);
    expect(isFilePassOf(pass, { ...KEY, id: '00000000' }, NOW)).toBe(false);
    expect(pass).not.toContain(KEY.hash);
  });

  it('opens the one file that it is made for, and nothing else', () => {
    const one = filePassOf(KEY, NOW + 1000, '/share/a');
    expect(isFilePassOf(one, KEY, NOW, '/share/a')).toBe(true);
    expect(isFilePassOf(one, KEY, NOW, '/share/b')).toBe(false);
    expect(isFilePassOf(one, KEY, NOW)).toBe(false);
    expect(isFilePassOf(pass, KEY, NOW, '/share/a')).toBe(false);
  });

  it.each(['', 'x', `sy_${KEY.id}_${'a'.repeat(64)}`, `${KEY.id}.1`])('"%s" is none', (text) => {
    expect([keyIdOfPass(text), isFilePassOf(text, KEY, NOW)]).toEqual([undefined, false]);
  });
});
