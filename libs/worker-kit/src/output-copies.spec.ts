import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { extractKeyframesTask, type ArchiveInfo } from '@switchyard/contracts';
import { SharedStorage, type ObjectStore } from '@switchyard/storage';
import { unzipSync } from 'fflate';
import type { AttemptRun } from './attempt-run';
import { OutputCopies } from './output-copies';

const BUCKET = mkdtempSync(join(tmpdir(), 'bucket-'));
const storage = new SharedStorage(mkdtempSync(join(tmpdir(), 'copies-')));
afterAll(() => [BUCKET, storage.root].forEach((place) => rmSync(place, { recursive: true })));

/** S3 as a directory. */
const objects = {
  store: async (file: string, target: string, name: string) => {
    mkdirSync(dirname(join(BUCKET, name)), { recursive: true });
    copyFileSync(file, join(BUCKET, name));
    return `${target}${name}`;
  },
} as unknown as ObjectStore;

it('gives each path its URL, and a directory as a zip with what it holds', async () => {
  const place = { workflowId: 'w', taskName: extractKeyframesTask.name, taskId: 't', fence: 7 };
  const root = storage.attemptDir(place);
  const temp = join(storage.root, 'temp');
  mkdirSync(join(root, 'keyframes', 'more'), { recursive: true });
  mkdirSync(temp);
  const contents = new Map([
    ['1.jpeg', Buffer.alloc(300_000, 'picture ')],
    ['more/2.jpeg', Buffer.from('Ü')],
    ['manifest.json', Buffer.from('')],
  ]);
  for (const [name, bytes] of contents) writeFileSync(join(root, 'keyframes', name), bytes);
  const run = {
    ...place,
    place,
    task: { upload: 's3://out/' },
    tempDir: async () => temp,
    signal: new AbortController().signal,
  };
  const keyframe_dir = storage.toSharePath(join(root, 'keyframes'));
  const output = { keyframe_dir, manifest_path: `${keyframe_dir}/manifest.json`, keyframe_files_count: 2 };

  const made = await new OutputCopies(storage, objects).make(
    run as unknown as AttemptRun,
    extractKeyframesTask,
    output,
  );
  expect(made).toMatchObject({
    manifest_path_url: 's3://out/t-7/keyframes/manifest.json',
    keyframe_dir_url: 's3://out/t-7/keyframes.zip',
    keyframe_dir_archive_info: { files_count: 3, original_size: 300_002, format: 'zip' },
  });
  expect(
    Object.entries(made.uploaded)
      .map(([path, url]) => [basename(path), url])
      .sort(),
  ).toEqual([
    ['1.jpeg', 's3://out/t-7/keyframes/1.jpeg'],
    ['2.jpeg', 's3://out/t-7/keyframes/more/2.jpeg'],
    ['manifest.json', 's3://out/t-7/keyframes/manifest.json'],
  ]);
  const zip = readFileSync(join(BUCKET, 't-7/keyframes.zip'));
  const { compressed_size, compression_ratio } = made['keyframe_dir_archive_info'] as ArchiveInfo;
  expect([compressed_size, compression_ratio < 0.1]).toEqual([zip.length, true]);
  const unpacked = Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, Buffer.from(bytes)] as const);
  expect(new Map(unpacked)).toEqual(contents);
});
