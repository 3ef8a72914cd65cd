import { lists, versionFinding } from './ffmpeg.check';
import { componentFindings, workerFindings } from './gateway.check';
import { nodeFinding } from './node.check';
import { spaceFinding } from './storage.check';

it.each([
  ['20.18.3', 'missing'],
  ['20.19.0', 'ok'],
  ['22.1.0', 'ok'],
  ['18.20.0', 'missing'],
])('Node %s is %s', (version, state) => expect(nodeFinding(version).state).toBe(state));

it.each([
  ['ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026', 'ok'],
  ['ffmpeg version n7.1 Copyright', 'ok'],
  ['ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright', 'missing'],
  ['ffmpeg version N-118193-g1234567 Copyright', 'warn'],
])('%s is %s', (text, state) => expect(versionFinding('ffmpeg', text).state).toBe(state));

it('finds an encoder by its whole name', () => {
  const text = ' V....D libx264rgb           RGB\n V....D libx264              H.264 (codec h264)';
  expect([lists(text, 'libx264'), lists(text, 'libx26'), lists(text, 'H.264')]).toEqual([true, false, false]);
});

it('says once that Redis is away, however many components stand on it', () => {
  const away = { status: 'unhealthy', issues: [] };
  const well = { status: 'healthy', issues: [] };
  const components = { task_queue: away, result_store: well, shared_storage: well };
  const findings = componentFindings({ status: 'degraded', components });
  expect(findings.map(({ name, state }) => [name, state])).toEqual([
    ['redis', 'missing'],
    ['share', 'ok'],
  ]);
});

it('misses the workers of a service that nobody serves', () => {
  const findings = workerFindings([{ service: 'ffmpeg', live_workers: 2 }]);
  expect(findings.filter(({ state }) => state === 'ok').map(({ name }) => name)).toEqual(['ffmpeg workers']);
});

it.each([
  [100 * 1024 ** 3, 'ok'],
  [1024 ** 3, 'warn'],
  [1024 ** 2, 'missing'],
])('%d bytes free are %s', (bytes, state) => expect(spaceFinding(bytes).state).toBe(state));
