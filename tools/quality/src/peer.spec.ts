import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Peer } from './peer';

const directory = mkdtempSync(join(tmpdir(), 'peer-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** A program in place of the Python originals. */
function peer(code: string): Peer {
  const path = join(directory, 'peer.cjs');
  writeFileSync(path, code);
  return Peer.of(process.execPath, [path]);
}
const ECHO = `require('readline').createInterface({ input: process.stdin }).on('line', (line) =>
  console.log(JSON.stringify({ text: JSON.parse(line).path, seconds: 1 })));`;

it('answers questions in order', async () => {
  const asked = peer(ECHO);
  expect(await asked.ask('read', { path: 'a.png' })).toEqual({ text: 'a.png', seconds: 1 });
  expect(await asked.ask('read', { path: 'b.png' })).toEqual({ text: 'b.png', seconds: 1 });
  asked.end();
});

it.each([
  ['ends before it answers', 'process.exit(1)'],
  ['ends in the middle', `process.stdin.once('data', () => process.exit(3))`],
])('is named with the question when it %s, and so is the next question', async (_what, code) => {
  const gone = peer(code);
  await expect(gone.ask('diarize', { path: 'talk.wav' })).rejects.toThrow(
    'the Python originals ended before they had answered to diarize talk.wav',
  );
  await expect(gone.ask('diarize', { path: 'next.wav' })).rejects.toThrow(/answered to diarize next\.wav/);
  gone.end();
});

it('is named when its program is missing', async () => {
  const none = Peer.of(join(directory, 'no-python'), []);
  await expect(none.ask('read', { path: 'a.png' })).rejects.toThrow(/answered to read a\.png/);
  none.end();
});
