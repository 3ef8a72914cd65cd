import { mkdtempSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SharedStorage } from './shared-storage';

describe('removeAbandonedUploads', () => {
  const root = mkdtempSync(join(tmpdir(), 'switchyard-storage-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it('removes uploads that got no byte for an hour, and nothing else', async () => {
    const storage = new SharedStorage(root);
    expect(await storage.removeAbandonedUploads()).toBe(0);
    const incoming = join(root, 'uploads', '.incoming');
    mkdirSync(incoming, { recursive: true });
    for (const name of ['old', 'new']) writeFileSync(join(incoming, name), 'x');
    const twoHoursAgo = new Date(Date.now() - 7_200_000);
    utimesSync(join(incoming, 'old'), twoHoursAgo, twoHoursAgo);
    expect(await storage.removeAbandonedUploads()).toBe(1);
    expect(readdirSync(incoming)).toEqual(['new']);
  });
});
