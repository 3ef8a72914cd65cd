import { resolve } from 'node:path';
import { loadCatalogue } from '@switchyard/models';
import { lists, versionFinding } from './ffmpeg.check';
import { fontsFinding } from './fonts.check';
import { componentFindings, workerFindings } from './gateway.check';
import { gpuFindings } from './host.check';
import { limitsFinding } from './limits.check';
import { modelFindings } from './models.check';
import { nodeFinding } from './node.check';
import { pipFinding } from './pip.check';
import { redisServerFinding } from './redis-server.check';
import { shareOf, spaceFinding } from './storage.check';

it.each([
  ['20.18.3', 'missing'],
  ['20.19.0', 'ok'],
  ['22.1.0', 'ok'],
  ['18.20.0', 'missing'],
])('Node %s is %s', (version, state) => expect(nodeFinding(version).state).toBe(state));

it.each([
  ['ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026', 'ok'],
  ['ffmpeg version 5.1.5-0+deb12u1 Copyright', 'warn'],
  ['ffmpeg version n7.1.1 Copyright', 'ok'],
  ['ffmpeg version n7.1 Copyright', 'warn'],
  ['ffmpeg version 6.0.1 Copyright', 'warn'],
  ['ffmpeg version 8.0 Copyright', 'ok'],
  ['ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright', 'missing'],
  ['ffmpeg version N-118193-g1234567 Copyright', 'warn'],
])('%s is %s', (text, state) => expect(versionFinding('ffmpeg', text).state).toBe(state));

it('tells how much of a GPU is in use, and says nothing of other display adapters', () => {
  const idle = { model: 'TU104GL', name: 'NVIDIA T4', memoryTotal: 15_360 };
  expect([idle, { model: 'VGA' }, { ...idle, utilizationGpu: 40, memoryUsed: 5120 }].flatMap(gpuFindings)).toEqual([
    { name: 'gpu', state: 'ok', found: 'NVIDIA T4, 0 % in use, 15 GiB of 15 GiB free' },
    { name: 'gpu', state: 'ok', found: 'NVIDIA T4, 40 % in use, 10 GiB of 15 GiB free' },
  ]);
});

it('says where nothing limits engines', () => {
  expect(limitsFinding('prlimit from util-linux 2.38.1\n')).toMatchObject({ state: 'ok' });
  expect(limitsFinding(undefined)).toMatchObject({ state: 'warn', fix: expect.stringContaining('util-linux') });
});

it('names the scripts that no font has', () => {
  const latin = { script: 'Latin', families: 'DejaVu Sans\n' };
  const found = [latin, { script: 'Thai', families: '\n' }, { script: 'Korean', families: '' }];
  expect(fontsFinding(found)).toMatchObject({ state: 'warn', found: 'none for Thai, Korean' });
  expect(fontsFinding([latin])).toEqual({ name: 'fonts', state: 'ok', found: 'Latin' });
});

it('finds an encoder by its whole name', () => {
  const text = ' V....D libx264rgb           RGB\n V....D libx264              H.264 (codec h264)';
  expect([lists(text, 'libx264'), lists(text, 'libx26'), lists(text, 'H.264')]).toEqual([true, false, false]);
});

it('says once that Redis is away, however many components stand on it', () => {
  const away = { status: 'unhealthy', issues: [] };
  const well = { status: 'healthy', issues: [] };
  const components = { task_queue: away, result_store: well, shared_storage: well };
  const findings = componentFindings(components);
  expect(findings.map(({ name, state }) => [name, state])).toEqual([
    ['redis', 'missing'],
    ['share', 'ok'],
  ]);
});

it('warns of a service whose worker lacks a model, with what to do', () => {
  const lack = 'model x cannot be used: it is not here; fetch it with: npx switchyard models pull x';
  const findings = workerFindings([{ service: 'audio_separator', live_workers: 0, unavailable: lack }]);
  const found = findings.find(({ name }) => name === 'audio_separator workers');
  expect(found).toMatchObject({ state: 'warn', fix: lack });
});

it('reports a service without a live worker', () => {
  const findings = workerFindings([{ service: 'ffmpeg', live_workers: 2 }]);
  expect(findings.filter(({ state }) => state === 'ok').map(({ name }) => name)).toEqual(['ffmpeg workers']);
});

it.each([
  [100 * 1024 ** 3, 'ok'],
  [1024 ** 3, 'warn'],
  [1024 ** 2, 'missing'],
])('%d bytes free are %s', (bytes, state) => expect(spaceFinding(bytes).state).toBe(state));

it('takes the share of the apps for that of this machine', () => {
  expect(shareOf({})).toBe(resolve('.switchyard/share'));
  expect(shareOf({ shareRoot: '/mnt/share' })).toBe('/mnt/share');
});

it('finds the program of Redis', () => {
  expect(redisServerFinding('Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.2.1')).toMatchObject({
    state: 'ok',
    found: '7.0.15',
  });
  expect(redisServerFinding('Redis server v=6.2.14 sha=0')).toMatchObject({ state: 'missing' });
  expect(redisServerFinding(undefined)).toMatchObject({ name: 'redis-server', state: 'missing' });
});

it.each([
  ['pip 23.0.1 from /usr/lib (python 3.11)', true, 'ok'],
  [undefined, true, 'missing'],
  [undefined, false, 'warn'],
])('pip that says %p, with models missing %p, is %s', (text, lacking, state) =>
  expect(pipFinding(text, lacking).state).toBe(state),
);

describe('the models a machine needs', () => {
  const usual = { ocrModel: 'ppocr-v6', whisperModel: 'base', converted: true };
  const statesWith = (present: string[], changed: Partial<typeof usual> = {}): Record<string, string> => {
    const { converted, ...wanted } = { ...usual, ...changed };
    const statuses = loadCatalogue().map((model) => ({
      model,
      state: present.includes(model.name) ? ('present' as const) : ('missing' as const),
    }));
    const findings = modelFindings(statuses, wanted, converted);
    return Object.fromEntries(findings.map(({ name, state }) => [name, state]));
  };
  const all = ['ppocr-v6', 'silero-vad', 'whisper-base'];

  it('are one for OCR, one for VAD and a converted one of Whisper', () => {
    expect(statesWith(all)).toEqual({ 'OCR model': 'ok', 'VAD model': 'ok', 'Whisper model': 'ok' });
    expect(statesWith(['silero-vad'])).toMatchObject({ 'VAD model': 'ok', 'Whisper model': 'missing' });
    expect(statesWith(['whisper-base'])).toMatchObject({ 'VAD model': 'missing', 'Whisper model': 'ok' });
    expect(statesWith(all, { converted: false })).toMatchObject({ 'Whisper model': 'warn' });
  });

  it('are those that the settings name', () => {
    expect(statesWith(['ppocr-v4'])).toMatchObject({ 'OCR model': 'missing' });
    expect(statesWith(['ppocr-v4'], { ocrModel: 'ppocr-v4' })).toMatchObject({ 'OCR model': 'ok' });
    expect(statesWith(all, { ocrModel: 'ppocr-v9' })).toMatchObject({ 'OCR model': 'missing' });
    expect(statesWith(all, { whisperModel: './my-whisper' })).not.toHaveProperty('Whisper model');
  });
});
