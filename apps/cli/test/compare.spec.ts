import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './command-line';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'switchyard-cli-'));
  const srt = '1\n00:00:01,000 --> 00:00:02,500\nGood morning.\n\n2\n00:00:03,000 --> 00:00:04,000\nBye.\n';
  await writeFile(join(directory, 'truth.srt'), srt);
  const segments = [
    { start: 1.1, end: 2.5, text: ' Good mourning.' },
    { start: 3, end: 4, text: ' Bye.' },
    { start: 9, end: 9.5, text: ' Thank you.' },
  ];
  await writeFile(join(directory, 'heard.json'), JSON.stringify({ metadata: {}, segments }));
  await writeFile(join(directory, 'broken.srt'), '1\nnot a time\nGood morning.\n');
});
afterAll(() => rm(directory, { recursive: true }));

const compare = (file: string, truth: string, ...more: string[]) =>
  run(['compare', join(directory, file), join(directory, truth), ...more]);

describe('compare', () => {
  it('shows where two files differ, and the figures', async () => {
    const { code, stdout } = await compare('heard.json', 'truth.srt');
    expect(code).toBe(0);
    expect(stdout).toMatch(/0:01\.10-0:02\.50 +Good mourning\. +Good morning\./);
    expect(stdout).toMatch(/0:09\.00-0:09\.50 +Thank you\. +\(not there\)/);
    expect(stdout).not.toContain('Bye.');
    expect(stdout).toMatch(/word error rate +100\.00 %/);
    expect(stdout).toMatch(/2 matched, 0 missed, 1 extra/);
    expect(stdout).toMatch(/50 ms at the start, 0 ms at the end/);
  });

  it('shows equal cues when asked to', async () => {
    expect((await compare('heard.json', 'truth.srt', '--all')).stdout).toMatch(/Bye\. +Bye\./);
  });

  it('gives programs the figures and the pairs', async () => {
    const { stdout } = await compare('truth.srt', 'truth.srt', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ wer: 0, cer: 0, matched: 2, missed: 0, extra: 0, pairs: [{}, {}] });
  });

  it.each([
    ['none.srt', 3, /none\.srt cannot be read \(ENOENT\)/],
    ['heard.txt', 2, /heard\.txt is none of \.srt, \.vtt, \.ass, \.json/],
    ['broken.srt', 2, /broken\.srt: not a valid SRT file: line 2: expected "start --> end"/],
  ])('refuses %s with exit code %d', async (file, code, says) => {
    const ran = await compare(file, 'truth.srt');
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.stderr).toMatch(says);
  });
});
