import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { serveDashboard } from './serve-dashboard';

it('serves a page that is built anew while the gateway runs', async () => {
  const root = mkdtempSync(join(tmpdir(), 'switchyard-page-'));
  mkdirSync(join(root, 'assets'));
  const build = (name: string): void => {
    writeFileSync(join(root, 'index.html'), `<script src="/web/assets/${name}"></script>`);
    writeFileSync(join(root, 'assets', name), name);
  };
  build('old.js');
  const server = fastify();
  await serveDashboard(server, root);
  const get = async (path: string): Promise<string> => (await server.inject(path)).body;
  expect(await get('/web/assets/old.js')).toBe('old.js');
  expect(await get('/web/assets/new.js')).toContain('ROUTE_NOT_FOUND');
  build('new.js');
  expect([await get('/web'), await get('/web/assets/new.js')]).toEqual([expect.stringContaining('new.js'), 'new.js']);
  await server.close();
  rmSync(root, { recursive: true });
});
